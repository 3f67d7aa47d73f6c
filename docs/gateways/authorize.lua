-- Asks cognito-logout whether the access token of a request may be accepted, and leaves the status of the answer in
-- txn.authorized. Without an answer that is 503, which lets nobody in.

local url = os.getenv("AUTHORIZE_URL")
local key = os.getenv("FEED_API_KEY")
assert(url and key, "AUTHORIZE_URL and FEED_API_KEY must be set")

core.register_action("authorize", { "http-req" }, function(txn)
    local sent = txn.http:req_get_headers()["authorization"]
    local headers = { ["x-api-key"] = { key } }
    -- Of two tokens nobody knows which one the server behind will take.
    if sent and sent[1] then
        txn:set_var("txn.authorized", "401")
        txn:set_var("txn.challenge", 'Bearer error="invalid_request"')
        return
    end
    if sent then headers["authorization"] = { sent[0] } end

    local answer = core.httpclient():get({ url = url, headers = headers, timeout = 3000 })
    local challenge = answer and answer.headers and answer.headers["www-authenticate"]
    txn:set_var("txn.authorized", answer and tostring(answer.status) or "503")
    txn:set_var("txn.challenge", challenge and challenge[0] or "Bearer")
end)
