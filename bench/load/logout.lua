-- Requests for wrk: each the template of the file TEMPLATE with the places in it filled. Prints what came of them as JSON.

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

local function split(text, place)
  local from, to = text:find(place, 1, true)
  if not from then return text, nil end
  return text:sub(1, from - 1), text:sub(to + 1)
end

local before, after = split(read(os.getenv('TEMPLATE')), '<unique-to-the-request>')
local between, rest = split(after, '<access-token>')
local accessTokens = {}
if rest then
  for line in io.lines(os.getenv('ACCESS_TOKENS')) do accessTokens[#accessTokens + 1] = line end
end

local prefix = os.getenv('UNIQUE_PREFIX')
local sent = 0

function request()
  sent = sent + 1
  local unique = prefix .. string.format('%012x', sent)
  if not rest then return before .. unique .. between end
  return before .. unique .. between .. accessTokens[sent % #accessTokens + 1] .. rest
end

local function milliseconds(latency, answers, percentile)
  if answers == 0 then return 'null' end
  return string.format('%.3f', latency:percentile(percentile) / 1000)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"answers":%d,"microseconds":%d,"refused":%d,"broken":%d,"p50Ms":%s,"p99Ms":%s}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    milliseconds(latency, summary.requests, 50), milliseconds(latency, summary.requests, 99)))
end
