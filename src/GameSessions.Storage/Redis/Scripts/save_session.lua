-- KEYS: session, a hash; the pointer of its token, a string
-- ARGV: ttl in ms, what the pointer holds, game, player, epoch, token, generation, last ack
local SESSION, POINTER = KEYS[1], KEYS[2]
local ttl, ids, game, player, epoch, token, generation, last_ack = unpack(ARGV)

local kind = redis.call('TYPE', SESSION).ok
local kept = kind == 'hash' and redis.call('HMGET', SESSION, 'game', 'player', 'epoch', 'token', 'generation', 'lastAck') or {}
local kept_epoch, kept_token, kept_generation, kept_ack = kept[3], kept[4], whole(kept[5]), whole(kept[6])

-- Both ids may hold a colon, so two sessions may share a key; the last one has it.
if kept[1] ~= game or kept[2] ~= player or not (kept_epoch and kept_token and kept_generation and kept_ack) then
  if kind ~= 'none' then
    redis.call('UNLINK', SESSION)
  end
elseif kept_epoch ~= epoch then
  -- As with entries: an epoch that was replaced here does not come back.
  if redis.call('HEXISTS', SESSION, 'replaced:' .. epoch) == 1 then
    return 0
  end

  redis.call('HSET', SESSION, 'replaced:' .. kept_epoch, 1)
elseif kept_generation > whole(generation) or (kept_generation == whole(generation) and kept_ack > whole(last_ack)) then
  return 0
end

-- The pointer of the token before stays until its time is over: the store may still accept that token, and is asked in any case.
redis.call('HSET', SESSION, 'game', game, 'player', player, 'epoch', epoch, 'token', token, 'generation', generation, 'lastAck', last_ack)
redis.call('PEXPIRE', SESSION, ttl)
redis.call('SET', POINTER, ids, 'PX', ttl)
return 1
