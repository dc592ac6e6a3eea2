-- What pandoc does to a document between its format and Markdown: what Markdown cannot say, said plainly.

local BREAK = { pandoc.RawInline("gfm", "<br>") }

-- A table of Markdown has one line per row and cells without blocks.
local function cells(row)
  return row:map(function(blocks)
    local inlines = pandoc.utils.blocks_to_inlines(blocks, BREAK)
    return { pandoc.Plain(inlines:walk({ LineBreak = function() return BREAK end })) }
  end)
end

local function bare(element)
  element.attr = pandoc.Attr()
  return element
end

local plain = {
  Div = function(div) return div.content end,
  Span = function(span) return span.content end,
  Header = bare,
  Image = bare,
  Link = bare,
  CodeBlock = function(code)
    code.attr = pandoc.Attr("", code.classes:filter(function(class) return class ~= "sourceCode" end))
    return code
  end,
  -- a term and what it means: as a question in bold would be written
  DefinitionList = function(list)
    local blocks = pandoc.Blocks({})
    for _, item in ipairs(list.content) do
      blocks:insert(pandoc.Para({ pandoc.Strong(item[1]) }))
      for _, definition in ipairs(item[2]) do blocks:extend(definition) end
    end
    return blocks
  end,
  Math = function(math)
    if math.mathtype == "DisplayMath" then return pandoc.RawInline("gfm", "\\[" .. math.text .. "\\]") end
    return pandoc.RawInline("gfm", "\\(" .. math.text .. "\\)")
  end,
}

local tables = {
  Table = function(found)
    local simple = pandoc.utils.to_simple_table(found)
    simple.headers = cells(simple.headers)
    simple.rows = simple.rows:map(cells)
    return pandoc.utils.from_simple_table(simple)
  end,
}

return { plain, tables }
