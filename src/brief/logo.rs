//! Reads the logo that `look.logo` names, as bytes that are safe to publish.
//!
//! A raster picture is used as it is, if its header matches its file name. An SVG is rewritten as plain shapes, because a browser that opens the
//! published file would run its scripts and load what it links to. Refused are files outside the project, devices, pipes, and pictures that are
//! too large for a page.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use imagesize::ImageType;

use super::wording::shown;

/// Bytes that a logo may have.
const LARGEST: u64 = 1 << 20;

/// Pixels that a side may have.
const LONGEST_SIDE: usize = 8192;

/// What a logo must be.
pub(super) const EXPECTED: &str =
    "a PNG, JPEG or SVG file in the project, its path relative to the brief";

/// Reads the logo at a path relative to the project's folder: its bytes as they may be published.
///
/// # Errors
///
/// The statement of why it cannot be used, with what to do about it where there is something.
pub fn read(root: &Path, logo: &str) -> Result<Vec<u8>, Refusal> {
    let named = |why: &str| Refusal {
        what: format!("`look.logo` names {}, {why}", shown(logo)),
        hint: None,
    };
    let unread = |error: std::io::Error| named(&format!("which cannot be read: {error}"));
    let path = root.join(logo).canonicalize().map_err(unread)?;
    if !path.starts_with(root.canonicalize().map_err(unread)?) {
        let refusal = named("which lies outside the project");
        return Err(refusal.hint("copy it into the project's folder"));
    }
    // Opening a pipe would block, and a device may have no end.
    if !path.metadata().map_err(unread)?.is_file() {
        return Err(named("which is not a regular file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(&path).map_err(unread)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > LARGEST {
        return Err(named(&format!("which has more than {LARGEST} bytes")));
    }
    let ending = logo.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("png") => raster(bytes, ImageType::Png).map_err(|why| named(&why)),
        Some("jpg" | "jpeg") => raster(bytes, ImageType::Jpeg).map_err(|why| named(&why)),
        Some("svg") => shapes(&bytes).map_err(|(why, hint)| Refusal { hint, ..named(&why) }),
        _ => Err(named("whose name does not end in .png, .jpg or .svg")),
    }
}

/// Why a logo cannot be used.
#[derive(Debug)]
pub struct Refusal {
    /// The statement.
    pub what: String,
    /// What to do.
    pub hint: Option<&'static str>,
}

impl Refusal {
    fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

fn raster(bytes: Vec<u8>, kind: ImageType) -> Result<Vec<u8>, String> {
    let is = imagesize::image_type(&bytes).map_err(|_| "which is not a picture of a known type")?;
    if is != kind {
        return Err(format!("which is no {} by its bytes", format!("{kind:?}").to_uppercase()));
    }
    let size = imagesize::blob_size(&bytes).map_err(|_| "which is cut short or damaged")?;
    let sides = 1..=LONGEST_SIDE;
    if sides.contains(&size.width) && sides.contains(&size.height) {
        return Ok(bytes);
    }
    let (width, height) = (size.width, size.height);
    Err(format!("which is {width} by {height} pixels; at most {LONGEST_SIDE} a side"))
}

/// Why an SVG cannot be used, and what to do.
type NoShapes = (String, Option<&'static str>);

/// Draws an SVG anew as shapes: no scripts, no handlers, no links, no styles, nothing loaded.
fn shapes(bytes: &[u8]) -> Result<Vec<u8>, NoShapes> {
    let no = |why: &str, hint| (format!("which {why}"), hint);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| no("is no UTF-8 text, as an SVG file is", Some("export it as plain SVG")))?;
    let no_svg = |error: &dyn std::fmt::Display| no(&format!("is no SVG: {error}"), None);
    let parsing = usvg::roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = usvg::roxmltree::Document::parse_with_options(text, parsing)
        .map_err(|error| no_svg(&error))?;
    for node in document.descendants().filter(usvg::roxmltree::Node::is_element) {
        // The conversion would drop these silently.
        match node.tag_name().name() {
            "text" => return Err(no("holds text", Some("turn text into paths"))),
            "image" => {
                return Err(no("holds a picture", Some("keep only shapes in it, or use a PNG")));
            }
            "foreignObject" => return Err(no("holds HTML", Some("keep only shapes in it"))),
            _ => {}
        }
    }
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|error| no_svg(&error))?;
    let drawn = tree.to_string(&usvg::WriteOptions::default());
    if !drawn.contains("<path") {
        return Err(no("shows nothing", None));
    }
    // Without a `viewBox` a browser crops the picture where a page shows it smaller.
    let (width, height) = (tree.size().width(), tree.size().height());
    Ok(drawn.replacen("<svg ", &format!("<svg viewBox=\"0 0 {width} {height}\" "), 1).into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(name: &str, bytes: &[u8]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(name), bytes).unwrap();
        root
    }

    fn refused(name: &str, bytes: &[u8]) -> String {
        let root = project(name, bytes);
        read(root.path(), name).expect_err(name).what
    }

    /// The header of a PNG of these sides, which is all that is looked at.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    const HEAD: &str = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' \
                        width='20' height='10' viewBox='0 0 40 20'>";

    fn svg(inside: &str) -> Vec<u8> {
        format!("{HEAD}<rect width='40' height='20' fill='#123456'/>{inside}</svg>").into_bytes()
    }

    #[test]
    fn an_svg_leaves_as_shapes_alone() {
        for hostile in [
            "<script>alert(1)</script>",
            "<rect width='9' height='9' onload='alert(1)' onclick='alert(1)'/>",
            "<a x:href='javascript:alert(1)'><rect width='9' height='9'/></a>",
            "<style>@import url(https://evil.example/a.css); circle { fill: url(https://evil.example/b) }</style>",
            "<use x:href='https://evil.example/c.svg#d'/>",
            "<animate attributeName='href' to='javascript:alert(1)'/>",
            "<metadata>alert(1)</metadata>",
            "<!-- alert(1) --><?xml-stylesheet href='https://evil.example/e.css'?>",
        ] {
            let root = project("logo.svg", &svg(hostile));
            let clean = String::from_utf8(read(root.path(), "logo.svg").unwrap()).unwrap();
            for word in [
                "script", "alert", "evil", "import", "onload", "<a", "<use", "<style", "<!--", "<?",
            ] {
                assert!(!clean.contains(word), "{hostile}\n{clean}");
            }
            assert!(clean.contains("#123456"), "{clean}");
            assert!(clean.contains("viewBox=\"0 0 20 10\""), "{clean}");
        }
    }

    #[test]
    fn what_would_be_lost_from_an_svg_is_refused() {
        assert!(refused("a.svg", &svg("<g><text>Acme</text></g>")).ends_with("which holds text"));
        assert!(refused("a.svg", &svg("<image x:href='a.png'/>")).ends_with("holds a picture"));
        assert!(refused("a.svg", &svg("<foreignObject/>")).ends_with("holds HTML"));
        let empty = format!("{HEAD}<script>alert(1)</script></svg>");
        assert!(refused("a.svg", empty.as_bytes()).ends_with("which shows nothing"));
        assert!(refused("a.svg", b"<html/>").contains("which is no SVG: "));
        assert!(refused("a.svg", b"\x1f\x8b\x08").contains("no UTF-8 text"));
    }

    #[test]
    fn a_raster_picture_is_what_its_name_says() {
        let root = project("a.PNG", &png(20, 10));
        assert_eq!(read(root.path(), "a.PNG").unwrap(), png(20, 10));
        assert!(refused("a.jpg", &png(20, 10)).ends_with("which is no JPEG by its bytes"));
        assert!(
            refused("a.png", b"GIF89a\x01\0\x01\0\0\0\0\0")
                .ends_with("which is no PNG by its bytes")
        );
        assert!(refused("a.png", b"<html>").ends_with("which is not a picture of a known type"));
        assert!(refused("a.png", &png(20, 10)[..18]).ends_with("which is cut short or damaged"));
        assert!(refused("a.png", &png(20, u32::MAX)).contains("20 by 4294967295 pixels"));
        assert!(refused("a.png", &vec![0; (1 << 20) + 1]).ends_with("more than 1048576 bytes"));
        assert!(
            refused("logo", &png(20, 10))
                .ends_with("whose name does not end in .png, .jpg or .svg")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_logo_is_a_file_of_the_project() {
        use std::os::unix::fs::symlink;
        let outside = project("logo.png", &png(20, 10));
        let root = project("other.png", &png(20, 10));
        symlink(outside.path().join("logo.png"), root.path().join("link.png")).unwrap();
        symlink("/dev/zero", root.path().join("zero.png")).unwrap();
        symlink("other.png", root.path().join("inside.png")).unwrap();
        std::fs::create_dir(root.path().join("folder.png")).unwrap();
        let why = |name| read(root.path(), name).expect_err(name).what;
        assert!(why("link.png").ends_with("which lies outside the project"));
        assert!(why("zero.png").ends_with("which lies outside the project"));
        assert!(why("folder.png").ends_with("which is not a regular file"));
        assert!(why("none.png").contains("which cannot be read: "));
        assert!(read(root.path(), "inside.png").is_ok());
        let pipe = root.path().join("pipe.png");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(why("pipe.png").ends_with("which is not a regular file"));
    }
}
