//! The forms of a page, read as a browser reads them.

/// A form with what is in its fields.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(known, _)| known == name)
    }

    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Types into a field, or presses a button that has a name.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }

    /// As it goes over the wire.
    pub(super) fn body(&self) -> String {
        let pair = |(name, value): &(String, String)| format!("{}={}", encoded(name), encoded(value));
        self.fields.iter().map(pair).collect::<Vec<_>>().join("&")
    }
}

fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The first form of the page that is meant.
///
/// # Panics
/// When the page has no such form.
pub(super) fn form(html: &str, meant: impl Fn(&Form) -> bool) -> Form {
    forms(html).into_iter().find(meant).unwrap_or_else(|| panic!("the page lacks a form: {html}"))
}

/// All forms of a page.
pub(super) fn forms(html: &str) -> Vec<Form> {
    let pieces = html.split("<form").skip(1);
    pieces.map(|piece| one(piece.split("</form>").next().unwrap_or_default())).collect()
}

/// The addresses that the page links to.
pub(super) fn links(html: &str) -> Vec<String> {
    html.split("<a ").skip(1).filter_map(|tag| attribute(tag, "href")).collect()
}

fn one(html: &str) -> Form {
    let mut fields = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let Some(name) = attribute(tag, "name") else {
            option(tag, &mut fields);
            continue;
        };
        let is_picked = !matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox"))
            || tag.split_whitespace().any(|word| word.starts_with("checked"));
        if tag.starts_with("input") && is_picked {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            let text = after.strip_prefix('\n').unwrap_or(after);
            fields.push((name, unescaped(text)));
        } else if tag.starts_with("select") {
            fields.push((name, String::new()));
        }
    }
    Form { action: attribute(html, "action").unwrap_or_default(), fields }
}

/// A list gives its first option, or the one that is selected; it is the last field so far.
fn option(tag: &str, fields: &mut [(String, String)]) {
    let (Some(value), Some((_, chosen))) = (attribute(tag, "value"), fields.last_mut()) else { return };
    let is_selected = tag.split_whitespace().any(|word| word.starts_with("selected"));
    if tag.starts_with("option") && (is_selected || chosen.is_empty()) {
        *chosen = value;
    }
}

/// An attribute of a tag, as text.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next().unwrap_or(tag);
    let start = format!(" {name}=\"");
    let (_, rest) = tag.split_once(&start).or_else(|| {
        let bare = tag.strip_prefix(&start[1..])?;
        Some(("", bare))
    })?;
    rest.split_once('"').map(|(value, _)| unescaped(value))
}

/// HTML's text as it is read.
pub(super) fn unescaped(html: &str) -> String {
    let mut text = String::new();
    let mut pieces = html.split('&');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let read = piece.split_once(';').and_then(|(name, rest)| Some((sign(name)?, rest)));
        let (sign, rest) = read.unwrap_or(('&', piece));
        text.push(sign);
        text.push_str(rest);
    }
    text
}

fn sign(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[test]
fn a_form_is_read_as_a_browser_reads_it() {
    let page = r#"<form method="post" action="/a?b=1&amp;c"><input type="hidden" name="_once" value="k"><textarea name="words" rows="4">
a &#60;b&#62; &amp; c</textarea><select name="reach"><option value="long">L</option><option value="short" selected>S</option></select>
<input type="radio" name="who" value="me"><input type="radio" name="who" value="you" checked><button name="x">Save</button></form>"#;
    let form = form(page, |form| form.has("words"));
    assert_eq!(form.action, "/a?b=1&c");
    assert_eq!(form.value("words"), "a <b> & c");
    assert_eq!(form.body(), "_once=k&words=a%20%3Cb%3E%20%26%20c&reach=short&who=you");
}
