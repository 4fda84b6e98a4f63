-- Basis and source of a stored policy are told in both languages; what was written in one stands in both places until a
-- version says it better. In jsonb's text a quote inside a string is escaped, so only names of fields are met.
update policies set document =
  regexp_replace(document::text, '"(basis|source)": ("(?:[^"\\]|\\.)*")', '"\1": {"th": \2, "en": \2}', 'g')::jsonb;
