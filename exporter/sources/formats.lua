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

-- Tags behind a heading, `* Walls  :masonry:`, as a comment that readers know; those of a heading count below it, too.
local function untagged(header)
  local kept, names = pandoc.Inlines({}), {}
  for _, inline in ipairs(header.content) do
    if inline.t == "Span" and inline.classes:includes("tag") then
      table.insert(names, inline.attributes["tag-name"] or pandoc.utils.stringify(inline))
    else
      kept:insert(inline)
    end
  end
  if #names == 0 then return names end
  while #kept > 0 and (kept[#kept].t == "Space" or kept[#kept].text == "\u{a0}") do kept:remove() end
  header.content = kept
  return names
end

-- What org-drill hides, `[so]` or `[so||a hint]`, as gaps of a cloze; boxes, counters and dates are none.
local function gaps(inlines, count)
  local kept, opened = pandoc.Inlines({}), nil
  for _, inline in ipairs(inlines) do
    local rest = inline.t == "Str" and inline.text or nil
    if not rest then kept:insert(inline) end
    while rest and rest ~= "" do
      local before, bracket, after = rest:match("^([^%[%]]*)([%[%]])(.*)$")
      if not before then
        kept:insert(pandoc.Str(rest))
        break
      end
      if before ~= "" then kept:insert(pandoc.Str(before)) end
      kept:insert(pandoc.Str(bracket))
      if bracket == "[" then
        opened = #kept
      elseif opened then
        local inner = pandoc.Inlines({})
        for n = opened + 1, #kept - 1 do inner:insert(kept[n]) end
        local said = pandoc.utils.stringify(inner)
        if said:find("%a") and said ~= "X" and not said:find("^%d%d%d%d%-") then
          count = count + 1
          local text, hint = said:match("^(.-)||(.*)$")
          if text then
            inner = pandoc.Inlines({ pandoc.Str(text), pandoc.RawInline("gfm", "::" .. hint) })
          end
          for n = #kept, opened, -1 do kept:remove(n) end
          kept:insert(pandoc.RawInline("gfm", "{{c" .. count .. "::"))
          kept:extend(inner)
          kept:insert(pandoc.RawInline("gfm", "}}"))
        end
        opened = nil
      end
      rest = after
    end
  end
  return kept, count
end

local function hidden(block, count)
  local made = block:walk({
    Inlines = function(inlines)
      local kept
      kept, count = gaps(inlines, count)
      return kept
    end,
  })
  return made, count
end

local tags = {
  Pandoc = function(document)
    local above = {} -- for each level the tags of the heading that stands there
    local drill, count = false, 0
    for n, block in ipairs(document.blocks) do
      if block.t ~= "Header" and drill then
        document.blocks[n], count = hidden(block, count)
      elseif block.t == "Header" then
        local names, all, known = untagged(block), {}, {}
        drill, count = false, 0
        for _, name in ipairs(names) do drill = drill or name == "drill" end
        for level = block.level, #above do above[level] = nil end
        for level = #above + 1, block.level - 1 do above[level] = {} end
        above[block.level] = names
        for _, ofLevel in ipairs(above) do
          for _, name in ipairs(ofLevel) do
            if not known[name] then table.insert(all, name) end
            known[name] = true
          end
        end
        if #all > 0 then
          block.content:insert(pandoc.Space())
          block.content:insert(pandoc.RawInline("gfm", "<!-- tags: " .. table.concat(all, ", ") .. " -->"))
        end
      end
    end
    return document
  end,
}

local plain = {
  -- a picture with words below it: once, where they are those that stand for it
  Figure = function(figure)
    local said = pandoc.utils.stringify(figure.caption.long)
    local shown = pandoc.utils.stringify(figure.content)
    local blocks = pandoc.Blocks(figure.content)
    if said ~= shown then blocks:extend(figure.caption.long) end
    return blocks
  end,
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

return { tags, plain, tables }
