-- ARGV: ttl in ms, retention, epoch, sequence of the first entry, entries
local ttl, retention, epoch, first, ENTRIES = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), 5

local last = first + #ARGV - ENTRIES
local told = go_on(epoch, first - 1)
if not told or last <= told.head then
  return 0
end

if first > told.head + 1 then
  push(ENTRIES, 0, retention)
else
  push(ENTRIES + told.head + 1 - first, told.length, retention)
end

told.head = last
save(told, ttl)
return 1
