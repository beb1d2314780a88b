# What jq can say about answers in JSON Lines: the lines in which a cid or a name is none, a required parameter is missing, a
# value is of another type, a text is empty or too long, or options are too many, too long or given twice. Without regular
# expressions, which are slow in jq.
def required: {
  "message": ["body"], "bubbles": ["body", "options", "fallback"], "delay": ["duration"], "contact_update": [],
  "note_create": ["body"], "end": [], "abort": [], "media": ["link"], "navigate": ["url"]
};

def is_text(limit): type == "string" and length > 0 and length <= limit;

def faulty_options:
  length < 1 or length > 13
  or any(.[]; (.id | is_text(256) | not) or (.label | is_text(20) | not))
  or (map(.id) | unique | length) < length
  or (map(.label) | unique | length) < length;

def faulty_payload($name):
  . as $payload
  | any(required[$name] // [$name] | .[]; $payload[.] == null)
  or any(.body, .fallback; . != null and (is_text(5000) | not))
  or (.duration != null and (.duration | type != "number" or . <= 0 or . > 60))
  or (.email != null and (.email | type != "string" or (contains("@") | not)))
  or (.options != null and (.options | faulty_options));

def faulty:
  (.info.cid | type != "string" or length != 45 or (startswith("chatbot::") | not))
  or (.info | has("context") and (.context | type != "object"))
  or (.packet.name as $name | .packet.payload | faulty_payload($name));

select(type != "array" or any(.[]; faulty) or (map(.info.cid) | unique | length) > 1)
