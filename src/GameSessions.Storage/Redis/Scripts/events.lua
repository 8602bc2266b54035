-- What every script about the entries of a game begins with, after numbers.lua.
--   KEYS[1]  head: a hash, what the cache has been told of the game
--   KEYS[2]  events: a list, the game's newest entries without a gap
-- An entry is opaque. The newest has the sequence `head`, so the oldest has head - length + 1.

local HEAD, EVENTS = KEYS[1], KEYS[2]

-- What the head key says, or nil; and whether what is there is nonsense.
local function read_told()
  local kind = redis.call('TYPE', HEAD).ok
  if kind ~= 'hash' then
    return nil, kind ~= 'none'
  end

  local fields = redis.call('HMGET', HEAD, 'epoch', 'head', 'trimmed')
  local told = { epoch = fields[1], head = whole(fields[2]), trimmed = whole(fields[3]) }
  if told.epoch and told.head and told.trimmed and told.trimmed <= told.head then
    return told, false
  end

  return nil, true
end

-- How many entries there are, or nil where they cannot be what was told.
local function count_entries(told)
  local kind = redis.call('TYPE', EVENTS).ok
  if kind == 'none' then
    return 0
  end

  local length = kind == 'list' and redis.call('LLEN', EVENTS)
  return length and length <= told.head - told.trimmed and length or nil
end

-- Drops all but the newest entries.
local function keep(count)
  if count > 0 then
    redis.call('LTRIM', EVENTS, -count, -1)
  elseif redis.call('EXISTS', EVENTS) == 1 then
    redis.call('UNLINK', EVENTS)
  end
end

-- What a writer of an epoch goes on from: what was told, and how many entries of the list count. Where nothing is known of this epoch,
-- it goes on from `head`. Nil where the epoch has been replaced here: readers check the epoch anyway, but a node that still has the old one
-- must not take the game from the log that came after, again and again.
local function go_on(epoch, head)
  local told, nonsense = read_told()
  if nonsense then
    redis.call('UNLINK', HEAD)
  elseif told and told.epoch ~= epoch then
    if redis.call('HEXISTS', HEAD, 'replaced:' .. epoch) == 1 then
      return nil
    end

    redis.call('HSET', HEAD, 'replaced:' .. told.epoch, 1)
    told = nil
  end

  local length = told and count_entries(told) or 0
  told = told or { epoch = epoch, head = head, trimmed = 0 }
  told.length = length
  return told
end

-- Adds the arguments from index `from` on to the `kept` newest entries. A full server refuses the first write of a script, if that takes
-- room, and none after it; so here one that takes room comes first, unless there is something to replace.
local function push(from, kept, retention)
  if not ({ list = true, none = true })[redis.call('TYPE', EVENTS).ok] then
    redis.call('UNLINK', EVENTS)
  end

  for i = from, #ARGV do
    redis.call('RPUSH', EVENTS, ARGV[i])
  end

  keep(math.min(kept + #ARGV - from + 1, retention))
end

local function save(told, ttl)
  redis.call('HSET', HEAD, 'epoch', told.epoch, 'head', string.format('%.0f', told.head), 'trimmed', string.format('%.0f', told.trimmed))
  redis.call('PEXPIRE', HEAD, ttl)
  redis.call('PEXPIRE', EVENTS, ttl)
end
