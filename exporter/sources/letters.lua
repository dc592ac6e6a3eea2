-- A `<` in text as an entity: no reader takes it for the beginning of a tag. Letters that stood for others on their way
-- through the format's reader (see placeholders.py) as those.

local SPACE, BACKSLASH = "\u{e020}", "\u{e05c}"

local function restored(text)
  if not text:find("\xee", 1, true) then return text end
  return (text:gsub(SPACE, " "):gsub(BACKSLASH, "\\"))
end

local function code(element)
  element.text = restored(element.text)
  return element
end

local function word(str)
  local text = restored(str.text)
  if not text:find("<", 1, true) then
    if text == str.text then return nil end
    return pandoc.Str(text)
  end
  local inlines = pandoc.Inlines({})
  for words, mark in text:gmatch("([^<]*)(<?)") do
    if words ~= "" then inlines:insert(pandoc.Str(words)) end
    if mark ~= "" then inlines:insert(pandoc.RawInline("gfm", "&lt;")) end
  end
  return inlines
end

return { { Str = word, Code = code, CodeBlock = code, Math = code, RawInline = code, RawBlock = code } }
