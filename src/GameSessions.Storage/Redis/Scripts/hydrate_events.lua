-- ARGV: ttl in ms, retention, epoch, sequence of the first entry, entries
local ttl, retention, epoch, first, ENTRIES = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), 5

local last = first + #ARGV - ENTRIES
local told = go_on(epoch, last)
if not told or last < told.head then
  return 0
end

push(ENTRIES + math.max(told.trimmed + 1 - first, 0), 0, retention)
told.head = last
save(told, ttl)
return 1
