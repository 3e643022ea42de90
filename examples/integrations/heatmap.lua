-- Draws code blocks of the class "heatmap" in pandoc (2.17 or newer) and Quarto:
--
--   pandoc paper.md --lua-filter heatmap.lua -o paper.html
--
--   ```{.heatmap #fig-auc file="auc.csv" caption="AUC of each model" color.map="magma"}
--   ```
--
-- The data or the spec is in the file, or in the block itself. Paths are relative to the folder in which pandoc runs.
-- "caption" and "alt" belong to the document. Other attributes are keys of the spec, as with "heatmap --set".
-- The environment variable HEATMAP names another program than "heatmap".

local HEATMAP = os.getenv('HEATMAP') or 'heatmap'
local DOCUMENT_KEYS = { file = true, caption = true, alt = true }
local MIME_TYPES = { svg = 'image/svg+xml', pdf = 'application/pdf', png = 'image/png' }

-- The format of figures for each format of documents; PNG for others, such as docx and epub.
local FIGURE_FORMATS = {
  latex = 'pdf', beamer = 'pdf', context = 'pdf', typst = 'svg',
  html = 'svg', html4 = 'svg', html5 = 'svg', revealjs = 'svg', slidy = 'svg', slideous = 'svg', dzslides = 'svg', s5 = 'svg',
}

--- Returns the text without the whitespace and the quote marks in front of its lines.
local function strip(text) return (('\n' .. text):gsub('\n[%s>]*', '\n'):gsub('%s+$', '')) end

--- Lists the fenced code blocks of the input files: { file, line, text }.
local function find_fences()
  local fences = {}
  for _, path in ipairs(PANDOC_STATE.input_files) do
    local input = path ~= '-' and io.open(path)
    local number, fence = 0, nil
    for line in input and input:lines() or function() end do
      number = number + 1
      local marks, info = line:gsub('\r$', ''):match('^[%s>%d%.%-%*%+]*(```+)(.*)$')
      if not marks then marks, info = line:match('^[%s>%d%.%-%*%+]*(~~~+)(.*)$') end
      if fence and marks and marks:sub(1, #fence.marks) == fence.marks and info:match('^%s*$') then
        fence.text = strip(table.concat(fence.lines, '\n'))
        if fence.info:match('heatmap') then fences[#fences + 1] = fence end
        fence = nil
      elseif fence then
        fence.lines[#fence.lines + 1] = line
      elseif marks then
        fence = { file = path, line = number, marks = marks, info = info, lines = {} }
      end
    end
    if input then input:close() end
  end
  return fences
end

--- Removes the first fence with the text of `block` from `fences` and returns it; nil if pandoc does not read a file.
local function take_fence(fences, block)
  for i, fence in ipairs(fences) do
    if fence.text == strip(block.text) then return table.remove(fences, i) end
  end
end

--- Returns the bytes of the figure. The program prints its errors and warnings to standard error.
local function draw(block, format, line, ...)
  local args = { 'render', '--format', format, ... }
  for key, value in pairs(block.attributes) do
    if not DOCUMENT_KEYS[key] then
      args[#args + 1] = '--set'
      args[#args + 1] = key .. '=' .. value
    end
  end
  args[#args + 1] = '--'
  args[#args + 1] = block.attributes.file or '-'
  -- Blank lines before a spec make its line numbers those of the document.
  local is_spec = block.text:match('^%s*[{/]')
  return pandoc.pipe(HEATMAP, args, string.rep('\n', is_spec and line or 0) .. block.text)
end

--- Returns the description that an SVG contains for screen readers.
local function description(svg)
  local text = svg:match('<desc[^>]*>(.-)</desc>') or ''
  return (text:gsub('&lt;', '<'):gsub('&gt;', '>'):gsub('&quot;', '"'):gsub('&#39;', "'"):gsub('&amp;', '&'))
end

local function percent_encode(text)
  return (text:gsub('[^%w%-._~/:=,;()*+]', function(byte) return ('%%%02X'):format(byte:byte()) end))
end

--- Returns the address of the picture: HTML gets it inline, other formats read it from pandoc's media bag.
local function store(bytes, format)
  if format == 'svg' and FORMAT ~= 'typst' then return 'data:image/svg+xml,' .. percent_encode(bytes) end
  local name = pandoc.utils.sha1(bytes) .. '.' .. format
  pandoc.mediabag.insert(name, MIME_TYPES[format], bytes)
  return name
end

local function create_figure(block, source, alt)
  local caption = block.attributes.caption
  if not caption then return pandoc.Para { pandoc.Image(alt, source, '', { id = block.identifier }) } end
  local blocks = pandoc.read(caption, 'markdown').blocks
  if pandoc.Figure then
    local image = pandoc.Image(alt, source, '', { alt = alt })
    return pandoc.Figure({ pandoc.Plain { image } }, { long = blocks }, { id = block.identifier })
  end
  local inlines = pandoc.utils.blocks_to_inlines(blocks)
  return pandoc.Para { pandoc.Image(inlines, source, 'fig:', { id = block.identifier, alt = alt }) }
end

local function draw_block(block, line)
  if block.attributes.file and block.text:match('%S') then error('a heatmap block has "file" or a text, not both', 0) end
  local format = FIGURE_FORMATS[FORMAT] or 'png'
  local bytes = draw(block, format, line)
  local alt = block.attributes.alt or description(format == 'svg' and bytes or draw(block, 'svg', line, '--quiet'))
  return create_figure(block, store(bytes, format), alt)
end

function Pandoc(document)
  local fences = find_fences()
  local failures = 0
  local drawn = document:walk {
    CodeBlock = function(block)
      if not block.classes:includes('heatmap') then return nil end
      local fence = take_fence(fences, block)
      local ok, result = pcall(draw_block, block, fence and fence.line)
      if ok then return result end
      failures = failures + 1
      local place = fence and fence.file .. ':' .. fence.line .. ': ' or ''
      local reason = type(result) == 'table' and 'this heatmap block was not drawn' or tostring(result)
      io.stderr:write(place, 'error: ', reason, '\n')
    end,
  }
  if failures > 0 then error('heatmap blocks with errors: ' .. failures, 0) end
  return drawn
end
