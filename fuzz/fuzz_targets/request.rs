//! Any bytes: as a request they are refused, or lead to a file that the site has, by its whole path; a part that is sent lies
//! within the file, and no redirect leads elsewhere.
#![no_main]

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use daf::output::Bytes;
use daf::serve::answer::{Answer, Body, Content, Place, place};
use daf::serve::guard::Names;
use daf::serve::head::{HEAD_BYTES, Read, read};

const FILES: [&str; 3] = ["index.html", "unit/index.html", "שיעור/index.html"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (request, length) = match read(bytes) {
        Read::Whole(request, length) => (request, length),
        Read::Partly => return assert!(bytes.len() < HEAD_BYTES),
        Read::Refused(refusal) => return assert!((400..500).contains(&refusal.status)),
    };
    assert!(length <= bytes.len() && request.target.starts_with('/'));
    let names = Names { port: 4173, allowed: Vec::new() };
    let _ = (names.admit(&request, IpAddr::V4(Ipv4Addr::LOCALHOST)), names.check_own(&request));
    match place(&request.target, |path| FILES.contains(&path)) {
        Ok(Place::File(path)) => {
            assert!(FILES.contains(&path.as_str()));
            let body = Arc::new(Body::new(&path, Bytes::from("0123456789".to_owned())));
            let answer = Answer::file(&request, body);
            if let Content::Part(body, part) = &answer.content {
                assert!(body.as_slice().get(part.clone()).is_some());
            }
            assert!(answer.head(true).ends_with("\r\n\r\n"));
        }
        Ok(Place::Folder(to)) => {
            assert!(to.starts_with('/') && !to.starts_with("//"));
            assert!(to.bytes().all(|byte| byte.is_ascii_graphic()));
        }
        Ok(Place::Own(_) | Place::Nothing) => {}
        Err(refusal) => assert_eq!(refusal.status, 400),
    }
});
