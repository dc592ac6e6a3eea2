-- A `<` in text as an entity: no reader takes it for the beginning of a tag. This looks at every word, and takes as
-- long as all other work: it runs only where a document has such a letter in its text.

function Str(str)
  if not str.text:find("<", 1, true) then return nil end
  local inlines = pandoc.Inlines({})
  for words, mark in (str.text):gmatch("([^<]*)(<?)") do
    if words ~= "" then inlines:insert(pandoc.Str(words)) end
    if mark ~= "" then inlines:insert(pandoc.RawInline("gfm", "&lt;")) end
  end
  return inlines
end
