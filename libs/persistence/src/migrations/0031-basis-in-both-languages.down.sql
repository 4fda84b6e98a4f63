update policies set document = regexp_replace(document::text,
  '"(basis|source)": \{"en": ("(?:[^"\\]|\\.)*"), "th": "(?:[^"\\]|\\.)*"\}', '"\1": \2', 'g')::jsonb;
