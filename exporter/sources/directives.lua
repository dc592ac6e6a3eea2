-- Directives and roles of reStructuredText and Sphinx, boxes of AsciiDoc and Org, links within a document: what they show.

local ALERTS = {
  note = "NOTE", hint = "TIP", tip = "TIP", important = "IMPORTANT", warning = "WARNING", attention = "WARNING",
  caution = "CAUTION", danger = "CAUTION", error = "CAUTION", admonition = "NOTE", seealso = "NOTE",
}
-- Directives that show nothing themselves, or what stands in another file.
local SILENT = {}
for name in ([[contents toctree index rst-class cssclass highlight currentmodule module default-role role
  tabularcolumns sectionauthor codeauthor moduleauthor meta literalinclude include centered-toc sectnum
  highlightlang program autosummary automodule autoclass autofunction automethod]]):gmatch("%S+") do
  SILENT[name] = true
end
local SINCE = {
  versionadded = "Added in version ", versionchanged = "Changed in version ", deprecated = "Deprecated since version ",
  versionremoved = "Removed in version ", ["deprecated-removed"] = "Deprecated since version ",
}
local DESCRIBED = {} -- directives whose first line is a name or a signature
for name in ([[function method class attribute data exception option envvar describe object confval cmdoption
  staticmethod classmethod decorator property macro type member var]]):gmatch("%S+") do
  DESCRIBED[name] = true
end
local NAMES = {} -- roles for names in code: `~a.b.c` shows its last part only
for name in ([[func meth class mod attr data exc obj const function method module object type macro member var enum
  struct any]]):gmatch("%S+") do
  NAMES[name] = true
end
local CALLED = { func = true, meth = true, ["function"] = true, method = true }
local PLAIN = {} -- roles that show words
for name in ([[ref doc term numref eq cite keyword token download abbr pep rfc issue pr pull gh cve user commit
  dfn menuselection guilabel ghissue source ticket any]]):gmatch("%S+") do
  PLAIN[name] = true
end
local BEFORE = { pep = "PEP ", rfc = "RFC ", issue = "#", ghissue = "#", ticket = "#", pr = "#", pull = "#" }

local function words(text) return pandoc.Inlines(text) end

local is_rst = false -- other formats have classes of anybody's own, such as `index` of a book's chapter
local labels = {} -- what a label or an identifier stands before: the words of its heading


-- A path to another document as words: `../howto/a-guide` is where it leads, and its title is not known here.
local function document(path) return (path:gsub("^[./]+", "")) end

local function role(code)
  local name = code.attributes.role
  if not name or not code.classes:includes("interpreted-text") then return nil end
  name = name:match("([^:]*)$")
  local text = code.text:gsub("\n", " ")
  local title, target = text:match("^(.-)%s*<([^<>]*)>$")
  if title and title ~= "" then
    if NAMES[name] and name ~= "any" then return pandoc.Code(title) end
    return words(title)
  end
  text = text:gsub("^!", "")
  if name == "menuselection" then return words((text:gsub("%s*%-%->%s*", " → "):gsub("&(.)", "%1"))) end
  if name == "guilabel" then return pandoc.Strong(words((text:gsub("&(.)", "%1")))) end
  if name == "ref" or name == "numref" or name == "any" then return words(labels[text:lower()] or labels[text] or text) end
  if name == "doc" then return words(document(text)) end
  if PLAIN[name] then return words((BEFORE[name] or "") .. text) end
  if name == "file" or name == "samp" then text = text:gsub("[{}]", "") end
  if NAMES[name] then
    text = text:gsub("^~.*%.", ""):gsub("^[~.]+", "")
    if CALLED[name] and not text:find("%)$") then text = text .. "()" end
  end
  return pandoc.Code(text)
end

local function labelled(document)
  local kind = document.meta["exporter-kind"]
  is_rst = kind ~= nil and pandoc.utils.stringify(kind) == "rst"
  document.blocks:walk({
    Header = function(header)
      local shown = header.content:walk({
        Code = role,
        Span = function(span) if span.classes:includes("tag") then return {} end end,
      })
      if header.identifier ~= "" then labels[header.identifier] = pandoc.utils.stringify(shown):match("^(.-)%s*$") end
    end,
  })
end

local function first_of(blocks)
  local first = blocks[1]
  return first and (first.t == "Para" or first.t == "Plain") and first or nil
end

local function since(div, said)
  local blocks = pandoc.Blocks(div.content)
  local first = first_of(blocks)
  local version = first and #first.content > 0 and pandoc.utils.stringify(first.content[1]) or ""
  local rest = pandoc.Inlines({})
  for n = 2, first and #first.content or 0 do rest:insert(first.content[n]) end
  while #rest > 0 and (rest[1].t == "Space" or rest[1].t == "SoftBreak") do rest:remove(1) end
  local made = pandoc.Inlines({ pandoc.Emph(words(said .. version .. (#rest > 0 and ":" or "."))) })
  if #rest > 0 then
    made:insert(pandoc.Space())
    made:extend(rest)
  end
  if first then blocks:remove(1) end
  blocks:insert(1, pandoc.Para(made))
  return blocks
end

-- The title of a box and what stands in it.
local function parted(div)
  local title, blocks = nil, pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("title") and not title then
      title = pandoc.utils.blocks_to_inlines(block.content)
    else
      blocks:insert(block)
    end
  end
  return title, blocks
end

local function boxed(div, kind)
  local title, blocks = parted(div)
  if div.classes:includes("admonition") and not title and first_of(blocks) then
    title = first_of(blocks).content
    blocks:remove(1)
  end
  local said = title and pandoc.utils.stringify(title) or ""
  if said:find("%?$") then -- it asks, and what is in the box answers
    blocks:insert(1, pandoc.Para({ pandoc.Strong(title) }))
    return blocks
  end
  local usual = said == "" or ALERTS[said:lower():gsub("%s", "")] ~= nil
  local own = div.classes:includes("seealso") and words("See also") or (not usual and title) or nil
  local head = pandoc.Inlines({ pandoc.RawInline("gfm", "[!" .. kind .. "]") })
  local first = first_of(blocks)
  head:insert(pandoc.RawInline("gfm", "\n"))
  if own then
    head:insert(pandoc.Strong(own))
    if first then head:insert(pandoc.RawInline("gfm", "\n")) end
  end
  if first then
    head:extend(first.content)
    blocks:remove(1)
  elseif not own and #blocks > 0 then
    head:remove()
  end
  blocks:insert(1, pandoc.Para(head))
  return pandoc.BlockQuote(blocks)
end

local function kind_of(div, kinds)
  for _, class in ipairs(div.classes) do
    local found = kinds[class:lower()]
    if found then return found, class:lower() end
  end
end

local boxes = {
  traverse = "topdown",
  Div = function(div)
    local kind = kind_of(div, ALERTS)
    if kind and (is_rst or parted(div)) then return boxed(div, kind) end
    if not is_rst then return nil end
    local class = div.classes[1] or ""
    if SILENT[class] then return {} end
    local said = kind_of(div, SINCE)
    if said then return since(div, said) end
    local first = first_of(div.content)
    if first and (class == "only" or class == "ifconfig") then
      local blocks = pandoc.Blocks(div.content)
      blocks:remove(1)
      return blocks
    end
    if first and DESCRIBED[class:match("([^:]*)$")] then
      local blocks = pandoc.Blocks(div.content)
      blocks[1] = pandoc.Para({ pandoc.Code(pandoc.utils.stringify(first)) })
      return blocks
    end
    return nil
  end,
}

-- Links that lead nowhere from a card, to a place in the document or to none, as their words; alone in a paragraph or an
-- item they stay: so tables of contents are known.
local function unlinked(inlines)
  return inlines:walk({
    Link = function(link)
      if link.target:find("^[Cc]ategory:") and link.classes:includes("wikilink") then return {} end
      if link.classes:includes("cross-reference") or link.classes:includes("wikilink") or link.target == "" then
        local said = pandoc.utils.stringify(link.content)
        local known = labels[said:gsub("^[#%[]", ""):gsub("%]$", "")]
        if known then return words(known) end
        return said:find("^#%S") and words(said:sub(2)) or link.content
      end
      if link.target:find("^#") then
        local said = pandoc.utils.stringify(link.content)
        if said == link.target or said == link.target:sub(2) then return words(labels[link.target:sub(2)] or said) end
        return said:find("^#%S") and words(said:sub(2)) or link.content
      end
    end,
  })
end

local function is_entry(element)
  local first = element.content[1]
  if #element.content ~= 1 or first.t ~= "Link" or first.target == "" then return false end
  return first.target:find("^#") ~= nil or not first.classes:includes("wikilink")
end

local function block(element)
  if is_entry(element) then return nil end
  element.content = unlinked(element.content)
  return element
end

-- The state of a task and its priority before a heading of Org are not part of it.
local function header(element)
  local kept = pandoc.Inlines({})
  for n, inline in ipairs(element.content) do
    local is_state = inline.t == "Span" and (inline.classes:includes("todo") or inline.classes:includes("done"))
    local is_priority = inline.t == "Str" and inline.text:find("^%[#%w%]$") and #kept == 0
    if not (is_state or is_priority or (#kept == 0 and inline.t == "Space" and n > 1)) then kept:insert(inline) end
  end
  element.content = unlinked(kept)
  return element
end

-- A button, `btn:[so]`, without the brackets that AsciiDoc shows around it; a menu with blanks between its words.
local function button(span)
  if span.classes:includes("menu") then
    return pandoc.Strong(words((pandoc.utils.stringify(span.content):gsub("\u{a0}", " "))))
  end
  if not span.classes:includes("button") then return nil end
  return pandoc.Strong(words((pandoc.utils.stringify(span.content):gsub("^%[(.*)%]$", "%1"))))
end

-- Code without the blanks that all its lines begin with.
local function code(element)
  local least
  for line in (element.text .. "\n"):gmatch("([^\n]*)\n") do
    if line:find("%S") then
      local blanks = #line:match("^ *")
      least = (not least or blanks < least) and blanks or least
    end
  end
  if not least or least == 0 then return nil end
  element.text = (("\n" .. element.text):gsub("\n" .. (" "):rep(least), "\n")):sub(2)
  return element
end

-- Letters below or above the line, which Markdown has as tags; digits have letters of their own there.
local function shifted(tag)
  return function(element)
    if pandoc.utils.stringify(element.content):find("^[%d%s+%-=()]*$") then return nil end
    local made = pandoc.Inlines({ pandoc.RawInline("gfm", "<" .. tag .. ">") })
    made:extend(element.content)
    made:insert(pandoc.RawInline("gfm", "</" .. tag .. ">"))
    return made
  end
end

local ALIGNED = { align = "aligned", gather = "gathered", equation = "", displaymath = "", math = "", alignat = "alignedat" }

-- An environment of LaTeX that is a formula, as one.
local function formula(raw)
  if raw.t ~= "Math" and raw.format ~= "latex" and raw.format ~= "tex" then return nil end
  local name, inner = raw.text:match("^%s*\\begin{(%a+)%*?}(.*)\\end{%a+%*?}%s*$")
  local known = name and ALIGNED[name]
  if not known then return nil end
  if known ~= "" then inner = "\\begin{" .. known .. "}" .. inner .. "\\end{" .. known .. "}" end
  return pandoc.Math("DisplayMath", (inner:gsub("^%s+", ""):gsub("%s+$", "")))
end

local function formula_block(raw)
  local found = formula(raw)
  return found and pandoc.Para({ found })
end

-- A document without headings whose title asks is a question and its answer.
local function asked(found)
  local title = found.meta.title and pandoc.utils.stringify(found.meta.title) or ""
  if not title:find("%?$") then return nil end
  for _, each in ipairs(found.blocks) do
    if each.t == "Header" then return nil end
  end
  found.blocks:insert(1, pandoc.Header(1, found.meta.title))
  return found
end

return {
  { Pandoc = function(found) labelled(found) end },
  { Pandoc = asked },
  boxes,
  { Code = role },
  { Subscript = shifted("sub"), Superscript = shifted("sup") },
  { Span = button, RawBlock = formula_block, RawInline = formula, Math = formula },
  { Para = block, Plain = block, Header = header, CodeBlock = code },
}
