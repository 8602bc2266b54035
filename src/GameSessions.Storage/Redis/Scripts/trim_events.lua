-- ARGV: ttl in ms, epoch, the last sequence to drop
local ttl, epoch, through = ARGV[1], ARGV[2], tonumber(ARGV[3])

local told = go_on(epoch, through)
if not told or through <= told.trimmed then
  return 0
end

keep(math.min(told.head - through, told.length))
-- Entries up to here may still be on their way; the head is what refuses them.
told.head = math.max(told.head, through)
told.trimmed = through
save(told, ttl)
return 1
