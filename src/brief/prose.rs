//! Renders the analyst's Markdown as safe HTML.
//!
//! The result is well-formed XML with a fixed set of tags and attributes. Raw HTML is shown as text, a link other than `http`, `https`, `mailto`
//! or a relative path becomes its text, and a picture becomes its description, because a report loads nothing. There are no ids, so that a page
//! can show several texts.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// Rendered Markdown. Only this module makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// The markup, safe in the body of a page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Renders a text of several blocks. `heading_shift` is added to the level of its headings: with 2, `#` becomes `h3`.
///
/// # Examples
///
/// ```
/// use socialmap::brief::prose::markdown;
/// let html = markdown("# Why now\n\nAsk *first*. <script>", 2);
/// assert_eq!(html.as_str(), "<h3>Why now</h3>\n<p>Ask <em>first</em>. &lt;script&gt;</p>\n");
/// ```
pub fn markdown(source: &str, heading_shift: u8) -> Html {
    let mut writer = Writer { shift: heading_shift, has_blocks: true, ..Writer::default() };
    writer.write(events(source));
    Html(writer.out)
}

/// Renders the beginning of a text, for a place with little room: its first blocks that hold at most `most` characters, or of a longer first
/// block as many words and an ellipsis. `None` if the whole text has no more characters than that.
///
/// # Examples
///
/// ```
/// use socialmap::brief::prose::opening;
/// let html = opening("Ask *first*.\n\nThen answer.", 2, 12).unwrap();
/// assert_eq!(html.as_str(), "<p>Ask <em>first</em>.</p>\n");
/// assert_eq!(opening("Ask *first*.", 2, 12), None);
/// ```
pub fn opening(source: &str, heading_shift: u8, most: usize) -> Option<Html> {
    let (mut kept, mut whole, mut open, mut left) = (Vec::new(), 0, Vec::new(), most);
    for event in events(source) {
        let length = match &event {
            Event::Start(tag) => {
                open.push(tag.to_end());
                0
            }
            Event::End(_) => {
                open.pop();
                0
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) | Event::Code(text) => {
                text.chars().count()
            }
            _ => 0,
        };
        if length > left {
            if whole > 0 {
                kept.truncate(whole);
            } else {
                if let Event::Text(text)
                | Event::Html(text)
                | Event::InlineHtml(text)
                | Event::Code(text) = event
                {
                    kept.push(Event::Text(cut(&text, left).into()));
                }
                kept.extend(open.into_iter().rev().map(Event::End));
            }
            let mut writer = Writer { shift: heading_shift, has_blocks: true, ..Writer::default() };
            writer.write(kept.into_iter());
            return Some(Html(writer.out));
        }
        left -= length;
        kept.push(event);
        // A sentence that introduces the next block is no end.
        let introduces =
            matches!(kept.iter().rev().nth(1), Some(Event::Text(text)) if text.ends_with(':'));
        if open.is_empty() && !(introduces && whole > 0) {
            whole = kept.len();
        }
    }
    None
}

/// The first words of a text, at most so many characters, and an ellipsis; of a single long word its first characters.
fn cut(text: &str, most: usize) -> String {
    let start: String = text.chars().take(most).collect();
    let words = start.rfind(char::is_whitespace).map_or(start.as_str(), |end| &start[..end]);
    format!("{}…", words.trim_end())
}

fn events(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// Renders a text without its blocks, to be used within a line.
///
/// # Examples
///
/// ```
/// use socialmap::brief::prose::inline;
/// assert_eq!(inline("Ask **before** you\nlink.").as_str(), "Ask <strong>before</strong> you\nlink.");
/// ```
pub fn inline(source: &str) -> Html {
    let mut writer = Writer::default();
    writer.write(events(source));
    Html(writer.out.trim_end().to_owned())
}

#[derive(Default)]
struct Writer {
    out: String,
    shift: u8,
    has_blocks: bool,
    /// Number of enclosing pictures; inside one only text is written.
    pictures: usize,
    /// For each enclosing link, whether it was written.
    links: Vec<bool>,
    is_table_head: bool,
}

impl Writer {
    fn write<'a>(&mut self, events: impl Iterator<Item = Event<'a>>) {
        for event in events {
            match event {
                Event::Start(Tag::Image { .. }) => self.pictures += 1,
                Event::End(TagEnd::Image) => self.pictures -= 1,
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
                Event::SoftBreak => self.out.push('\n'),
                _ if self.pictures > 0 => {
                    if let Event::Code(text) = event {
                        self.text(&text);
                    }
                }
                Event::Code(text) => {
                    self.out.push_str("<code>");
                    self.text(&text);
                    self.out.push_str("</code>");
                }
                Event::HardBreak => self.out.push_str("<br />\n"),
                Event::Rule => self.block("<hr />\n"),
                Event::Start(tag) => self.start(tag),
                Event::End(tag) => self.end(tag),
                // Footnotes, formulas and task lists are not switched on.
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block("<p>"),
            Tag::Heading { level, .. } => {
                let level = self.level(level as usize);
                self.block(&format!("<h{level}>"));
            }
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.block("<pre><code>");
            }
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.block("<li>"),
            Tag::Table(_) => self.block("<table>\n"),
            Tag::TableHead => {
                self.is_table_head = true;
                self.block("<thead>\n<tr>");
            }
            Tag::TableRow => self.block("<tr>"),
            Tag::TableCell if self.is_table_head => self.block("<th scope=\"col\">"),
            Tag::TableCell => self.block("<td>"),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { link_type, dest_url, .. } => {
                let address = address(link_type, &dest_url);
                if let Some(address) = &address {
                    self.out.push_str("<a href=\"");
                    self.text(address);
                    self.out.push_str("\">");
                }
                self.links.push(address.is_some());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.block_end("</p>\n"),
            TagEnd::Heading(level) => {
                let level = self.level(level as usize);
                self.block_end(&format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.block_end("</blockquote>\n"),
            TagEnd::CodeBlock => self.block_end("</code></pre>\n"),
            TagEnd::List(is_numbered) => {
                self.block_end(if is_numbered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.block_end("</li>\n"),
            TagEnd::Table => self.block_end("</tbody>\n</table>\n"),
            TagEnd::TableHead => {
                self.is_table_head = false;
                self.block_end("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.block_end("</tr>\n"),
            TagEnd::TableCell if self.is_table_head => self.block_end("</th>"),
            TagEnd::TableCell => self.block_end("</td>"),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.out.push_str("</a>"),
            _ => {}
        }
    }

    /// Writes the start of a block, or nothing within a line.
    fn block(&mut self, tag: &str) {
        if self.has_blocks {
            self.out.push_str(tag);
        }
    }

    /// Writes the end of a block; within a line, a space between two blocks.
    fn block_end(&mut self, tag: &str) {
        if self.has_blocks {
            self.out.push_str(tag);
        } else if !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
    }

    fn level(&self, level: usize) -> usize {
        (level + usize::from(self.shift)).min(6)
    }

    /// Writes text, escaped for a body and for a quoted attribute.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                // What XML cannot hold at all, not even as an entity.
                '\u{0}'..='\u{8}'
                | '\u{b}'
                | '\u{c}'
                | '\u{e}'..='\u{1f}'
                | '\u{fffe}'
                | '\u{ffff}' => {
                    self.out.push('\u{fffd}');
                }
                c => self.out.push(c),
            }
        }
    }
}

/// The address of a link if it is allowed, without whitespace and control characters, which browsers ignore before a scheme.
fn address(kind: LinkType, url: &CowStr<'_>) -> Option<String> {
    let bare: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if kind == LinkType::Email {
        return Some(format!("mailto:{bare}"));
    }
    let lower = bare.to_ascii_lowercase();
    if ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(bare);
    }
    // A browser reads `\` as `/`, and `//host` as another site.
    let has_scheme = bare.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    let is_relative =
        !bare.is_empty() && !has_scheme && !bare.starts_with("//") && !bare.contains('\\');
    is_relative.then_some(bare)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(source: &str) -> String {
        markdown(source, 2).0
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        assert_eq!(
            html("<b onclick='x()'>hi</b>"),
            "<p>&lt;b onclick=&#39;x()&#39;&gt;hi&lt;/b&gt;</p>\n"
        );
        assert_eq!(
            html("<div>\n<script>x</script>\n"),
            "<p>&lt;div&gt;\n&lt;script&gt;x&lt;/script&gt;\n</p>\n"
        );
        assert_eq!(html("`<i>` &lt;i&gt;"), "<p><code>&lt;i&gt;</code> &lt;i&gt;</p>\n");
    }

    #[test]
    fn only_harmless_links_stay_links() {
        for kept in [
            "https://a.example/?q=1",
            "HTTP://a.example",
            "mailto:a@b.example",
            "notes/a:b.html",
            "#x",
            "../a",
        ] {
            assert_eq!(
                html(&format!("[x](<{kept}>)")),
                format!("<p><a href=\"{kept}\">x</a></p>\n")
            );
        }
        for dropped in [
            "javascript:x",
            "JaVaScript:x",
            "java&#9;script:x",
            "&#106;avascript:x",
            "&#1;javascript:x",
            " javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///x",
            "//host/x",
            "&#1;//host",
            "/&#9;/host",
            "/\\\\host",
            "\\\\\\\\host",
            "x:y",
            "",
        ] {
            assert_eq!(html(&format!("[*x*](<{dropped}>)")), "<p><em>x</em></p>\n", "{dropped}");
        }
        assert_eq!(
            html("<a@b.example>"),
            "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n"
        );
    }

    #[test]
    fn a_picture_is_its_description() {
        assert_eq!(
            html("![a *red* [cup](x) `1`](https://a.example/x.png \"t\")"),
            "<p>a red cup 1</p>\n"
        );
        assert_eq!(html("[![cup](x.png)](y)"), "<p><a href=\"y\">cup</a></p>\n");
    }

    #[test]
    fn headings_step_down_and_carry_no_id() {
        assert_eq!(html("# a {#id}\n\n###### b"), "<h3>a {#id}</h3>\n<h6>b</h6>\n");
    }

    #[test]
    fn blocks_have_their_tags() {
        assert_eq!(html("3. a\n4. b"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
        assert_eq!(
            html("> a\\\n> b\n\n---"),
            "<blockquote>\n<p>a<br />\nb</p>\n</blockquote>\n<hr />\n"
        );
        assert_eq!(html("```rust\nx\n```"), "<pre><code>x\n</code></pre>\n");
        assert_eq!(
            html("a|b\n-|-:\n1|~~2~~"),
            "<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr>\n</thead>\n\
             <tbody>\n<tr><td>1</td><td><del>2</del></td></tr>\n</tbody>\n</table>\n"
        );
        assert_eq!(html("[^1] - [ ] x"), "<p>[^1] - [ ] x</p>\n");
    }

    #[test]
    fn an_opening_ends_with_a_block_or_with_a_word() {
        let start = |source: &str, most| opening(source, 2, most).map(|html| html.0);
        let list = "Three things:\n\n1. The coffee\n2. The money";
        assert_eq!(start(list, 32), None);
        assert_eq!(start(list, 31).unwrap(), "<p>Three things:</p>\n");
        assert_eq!(start(list, 9).unwrap(), "<p>Three…</p>\n");
        assert_eq!(start(&format!("Two weeks.\n\n{list}"), 30).unwrap(), "<p>Two weeks.</p>\n");
        let nested = "- **Ask before** you [link to](a) it";
        assert_eq!(
            start(nested, 20).unwrap(),
            "<ul>\n<li><strong>Ask before</strong> you <a href=\"a\">link…</a></li>\n</ul>\n"
        );
        assert_eq!(start("無印良品が好き", 4).unwrap(), "<p>無印良品…</p>\n");
        assert_eq!(start("`abcdef` g", 3).unwrap(), "<p>abc…</p>\n");
    }

    #[test]
    fn within_a_line_there_are_no_blocks() {
        assert_eq!(
            inline("# Ask\n\n- *before*\n- [you](a) link").0,
            "Ask <em>before</em> <a href=\"a\">you</a> link"
        );
        assert_eq!(inline("a|b\n-|-\n1|2").0, "a b 1 2");
    }

    /// Whether a fragment is well-formed and holds only what this module means to write.
    fn is_harmless(html: &str) -> Result<(), String> {
        const TAGS: &str = "p h3 h4 h5 h6 blockquote pre code ul ol li table thead tbody tr th td em strong del a hr br body";
        let page = format!("<body>{html}</body>");
        let page = roxmltree::Document::parse(&page).map_err(|error| error.to_string())?;
        for node in page.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            if !TAGS.split(' ').any(|it| it == tag) {
                return Err(format!("<{tag}>"));
            }
            for attribute in node.attributes() {
                let value = attribute.value().to_lowercase();
                let scheme =
                    value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                let is_right = match (tag, attribute.name()) {
                    ("a", "href") => {
                        scheme.is_none_or(|(it, _)| ["http", "https", "mailto"].contains(&it))
                            && !value.starts_with("//")
                    }
                    ("ol", "start") => value.parse::<u64>().is_ok(),
                    ("th", "scope") => value == "col",
                    _ => false,
                };
                if !is_right {
                    return Err(format!("<{tag} {}=\"{value}\">", attribute.name()));
                }
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_becomes_harmless_markup(
            parts in proptest::collection::vec(
                prop_oneof![
                    "\\PC{0,6}",
                    "[\u{0}-\u{7f}\u{fffe}]{0,4}",
                    proptest::sample::select(vec![
                        "<script>", "</p>", "<img src=x onerror=y>", "<!--", "-->", "<![CDATA[", "[a](", "javascript:", "data:",
                        "//host", ")", "![", "](", "<https://a.example>", "<x:y>", "`", "**", "~~", "\n\n", "\n> ", "\n- ", "\n1. ",
                        "\n# ", "\n```\n", "|a|b|\n|-|-|\n", "&#106;", "&lt;", "\n[a]: javascript:x\n", "[a]", "    ", "\\", "[^1]",
                    ]).prop_map(str::to_owned),
                ],
                0..20,
            )
        ) {
            let source = parts.concat();
            prop_assert_eq!(is_harmless(&html(&source)), Ok(()), "{}", source);
            prop_assert_eq!(is_harmless(&inline(&source).0), Ok(()), "{}", source);
            let start = opening(&source, 2, 12).map_or(Ok(()), |start| is_harmless(&start.0));
            prop_assert_eq!(start, Ok(()), "{}", source);
        }
    }
}
