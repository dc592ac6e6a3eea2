-- What word processors write otherwise than their documents mean: lists of typed bullets, formulas.

-- A formula among words is one in a line: OpenDocument does not say which it is.
local function inline(element)
  local has_words = false
  for _, each in ipairs(element.content) do
    has_words = has_words or not (each.t == "Math" or each.t == "Space" or each.t == "SoftBreak" or each.t == "Span")
  end
  if not has_words then return nil end
  element.content = element.content:walk({
    Math = function(math) return pandoc.Math("InlineMath", math.text) end,
  })
  return element
end

local function item(block)
  local first = (block.t == "Para" or block.t == "Plain") and block.content[1]
  if not (first and first.t == "Str") then return nil end
  local rest = first.text:match("^[•◦▪‣●]%s*(.*)$")
  if not first.text:find("^•") and not first.text:find("^◦") and not first.text:find("^▪") then return nil end
  local inlines = pandoc.Inlines(block.content)
  inlines:remove(1)
  if rest and rest ~= "" and not rest:find("^[\u{80}-\u{bf}]") then inlines:insert(1, pandoc.Str(rest)) end
  while #inlines > 0 and (inlines[1].t == "Space" or inlines[1].t == "SoftBreak") do inlines:remove(1) end
  return pandoc.Blocks({ pandoc.Plain(inlines) })
end

-- Paragraphs that begin with a bullet, as a list.
local function listed(blocks)
  local made = pandoc.Blocks({})
  for _, block in ipairs(blocks) do
    local found = item(block)
    local last = made[#made]
    if not found then
      made:insert(block)
    elseif last and last.t == "BulletList" then
      last.content = last.content .. { found }
      made[#made] = last
    else
      made:insert(pandoc.BulletList({ found }))
    end
  end
  return made
end

return { { Para = inline, Plain = inline, Header = inline }, { Blocks = listed } }
