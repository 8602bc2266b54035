-- KEYS: session. ARGV: what the key of a pointer begins with. The token is known here only, so its key is made here.
local SESSION = KEYS[1]

local token = redis.call('TYPE', SESSION).ok == 'hash' and redis.call('HGET', SESSION, 'token')
if token then
  redis.call('UNLINK', ARGV[1] .. token)
end

return redis.call('UNLINK', SESSION)
