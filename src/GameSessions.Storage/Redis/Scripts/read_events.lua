-- Every entry, from the oldest on. Without a head nobody knows what they are: that is nothing, as after an eviction.
local told, nonsense = read_told()
if nonsense or (told and not count_entries(told)) then
  return redis.error_reply('SPOILT entries that no script left here')
end

return told and redis.call('LRANGE', EVENTS, 0, -1) or {}
