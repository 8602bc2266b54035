-- A whole number, or nil for what is none. Numbers of a script are doubles, exact up to 15 digits.
local function whole(text)
  if text and #text <= 15 and text:find('^%d+$') then
    return tonumber(text)
  end
end
