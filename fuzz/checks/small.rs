//! Single texts: what is read as a citation, and what comes in as a request.

use std::net::{IpAddr, Ipv4Addr};

use daf::citation;

use super::Finds;

/// Any words: reading them as a reference and looking for citations in them points nowhere outside, and what is understood is
/// understood again from its own forms.
pub(super) fn words(text: &str, finds: &mut Finds) {
    for line in text.lines().chain([text]) {
        match citation::read(line) {
            Ok(reading) => {
                for route in &reading.citations {
                    let canonical = route.canonical();
                    let again = citation::parse(&canonical).map(|again| again.canonical());
                    finds.hold(
                        again.as_ref().is_ok_and(|again| *again == canonical),
                        "citation: is not read again",
                        || format!("{line:?}: {canonical}"),
                    );
                    finds.hold(
                        route.contains(route) && route.overlaps(route),
                        "citation: does not contain itself",
                        || canonical.clone(),
                    );
                    let _ = (
                        route.hebrew(),
                        route.url(),
                        route.slug(),
                        route.order(),
                        route.short(),
                        route.portion(),
                        route.haftarot(),
                    );
                }
            }
            Err(refusal) => {
                finds.hold(line.get(refusal.range.clone()).is_some(), "citation: a refusal outside the words", || {
                    line.to_owned()
                });
            }
        }
    }
    let mut before = 0;
    for found in citation::find(text) {
        finds
            .hold(text.get(found.range.clone()).is_some(), "citation: found outside the words", || format!("{text:?}"));
        finds.hold(found.range.start >= before, "citation: found twice", || format!("{text:?}"));
        before = found.range.end;
    }
}

/// Any bytes: as a request they are refused, or lead to a file that the site has, by its whole path; a part that is sent lies
/// within the file, and no redirect leads elsewhere.
#[cfg(feature = "serve")]
pub(super) fn request(bytes: &[u8], finds: &mut Finds) {
    use daf::output::Bytes;
    use daf::serve::guard::AllowedHosts;
    use daf::serve::head::{HEAD_BYTES, HeadParse, parse};
    use daf::serve::response::{Response, ResponseBody, Route, ServedFile, route};
    use std::sync::Arc;

    const FILES: [&str; 3] = ["index.html", "unit/index.html", "שיעור/index.html"];
    let (request, length) = match parse(bytes) {
        HeadParse::Complete(request, length) => (request, length),
        HeadParse::Incomplete => {
            return finds
                .hold(bytes.len() < HEAD_BYTES, "request: waits for ever", || format!("{} bytes", bytes.len()));
        }
        HeadParse::Rejected(refusal) => {
            return finds.hold((400..500).contains(&refusal.status), "request: refused with a strange status", || {
                refusal.status.to_string()
            });
        }
    };
    finds.hold(length <= bytes.len() && request.target.starts_with('/'), "request: reads too far", || {
        request.target.clone()
    });
    let hosts = AllowedHosts { port: 4173, allowed: Vec::new() };
    let _ = (hosts.admit(&request, IpAddr::V4(Ipv4Addr::LOCALHOST)), hosts.check_own(&request));
    match route(&request.target, |path| FILES.contains(&path)) {
        Ok(Route::File(path)) => {
            finds.hold(FILES.contains(&path.as_str()), "request: leads to no file of the site", || path.clone());
            let response =
                Response::file(&request, Arc::new(ServedFile::new(&path, Bytes::from("0123456789".to_owned()))));
            if let ResponseBody::Part(body, part) = &response.content {
                finds.hold(body.as_slice().get(part.clone()).is_some(), "request: a part outside the file", || {
                    format!("{part:?}")
                });
            }
            let head = response.head(true);
            finds.hold(
                head.ends_with("\r\n\r\n") && head.matches("\r\n\r\n").count() == 1,
                "request: a head that ends twice",
                || head.clone(),
            );
        }
        Ok(Route::Folder(to)) => {
            let is_plain =
                to.starts_with('/') && !to.starts_with("//") && to.bytes().all(|byte| byte.is_ascii_graphic());
            finds.hold(is_plain, "request: sent elsewhere", || to.clone());
        }
        Ok(Route::Own(_) | Route::Nothing) => {}
        Err(refusal) => {
            finds.hold(refusal.status == 400, "request: refused with a strange status", || refusal.status.to_string());
        }
    }
}

/// Without a preview nothing comes in.
#[cfg(not(feature = "serve"))]
pub(super) fn request(_bytes: &[u8], _finds: &mut Finds) {}
