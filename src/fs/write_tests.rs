//! A write that is broken off at every step: by whoever asks it to stop, and by a program that is killed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::diag::Diagnostics;

/// Path and bytes of everything in a folder; folders stand in it with nothing.
type Tree = BTreeMap<String, Option<Vec<u8>>>;

fn tree(folder: &Path) -> Tree {
    let all = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    let named = all.map(|entry| {
        let inside = entry.path().strip_prefix(folder).expect("it is inside").to_string_lossy().into_owned();
        (inside, fs::read(entry.path()).ok())
    });
    named.collect()
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        let path = VPath::new(path).expect("a good path");
        output.insert(path, (*text).to_owned(), "a test", &mut Diagnostics::default());
    }
    output
}

fn first() -> Output {
    output(&[
        ("a/index.html", "first a"),
        ("b/index.html", "first b"),
        ("assets/1.css", "css"),
        ("assets/own.css", "o"),
    ])
}

fn second() -> Output {
    output(&[("a/index.html", "second a, longer"), ("c/d/index.html", "second c"), ("assets/2.css", "css 2")])
}

fn third() -> Output {
    output(&[("a/index.html", "first a"), ("c/index.html", "third c"), ("b/index.html", "third b")])
}

/// A site with files that are somebody's own, one of them in the place of one of ours.
fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    write(&first(), &room.path().join("site")).expect("it is written");
    fs::write(room.path().join("site/CNAME"), "mine").expect("a file");
    fs::write(room.path().join("site/assets/own.css"), "mine, now").expect("a file");
    room
}

/// Writes in one thread, where steps can be counted.
fn write_broken(output: &Output, to: &Path, steps: usize) -> Result<Written, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        disk::break_after(steps);
        write_unless(output, to, &|| false, &|| true)
    })
}

/// Every file is one that was, one that is to be, or somebody's own: never a part of one.
fn check_whole(now: &Tree, before: &Tree, after: &Output) {
    for (path, bytes) in now.iter().filter(|(path, _)| !path.starts_with('.')) {
        let Some(bytes) = bytes else { continue };
        let was = before.get(path).and_then(Option::as_ref) == Some(bytes);
        let will_be = after.get(path).is_some_and(|made| made.read().is_ok_and(|own| own == bytes.as_slice()));
        assert!(was || will_be, "{path} is in pieces: {:?}", String::from_utf8_lossy(bytes));
    }
}

fn files(tree: Tree) -> Tree {
    tree.into_iter().filter(|(_, bytes)| bytes.is_some()).collect()
}

/// A tray that takes everything and gives nothing back.
struct Lost;

impl crate::output::Store for Lost {
    fn lay(&self, _bytes: &[u8]) -> io::Result<u64> {
        Ok(0)
    }

    fn read(&self, _at: u64, _size: usize) -> io::Result<Vec<u8>> {
        Err(io::Error::other("the disk is gone"))
    }
}

#[test]
fn what_can_not_be_had_back_leaves_the_site_as_it_was() {
    let tray = crate::output::Tray::new(std::sync::Arc::new(Lost));
    let mut lost = second();
    let path = VPath::new("c/sheet.pdf").expect("a good path");
    lost.insert(path, tray.lay(b"%PDF-".to_vec()), "a test", &mut Diagnostics::default());
    let rooms = [room(), tempfile::tempdir().expect("a room")];
    for to in rooms.iter().map(|room| room.path().join("site")) {
        let before = tree(&to);
        let error = write(&lost, &to).expect_err("it cannot be written").to_string();
        assert!(error.contains("c/sheet.pdf") && error.contains("the disk is gone"), "{error}");
        assert_eq!(tree(&to), before);
    }
}

#[test]
fn killed_at_any_step_it_is_mended_by_the_next_run() {
    let mut steps = 0;
    loop {
        let mut done = false;
        for next in [second(), third()] {
            let room = room();
            let to = room.path().join("site");
            let before = tree(&to);
            done = write_broken(&second(), &to, steps).is_ok();
            check_whole(&tree(&to), &before, &second());
            let mended = write(&next, &to).expect("it is mended");
            let whole = self::room();
            let unbroken = whole.path().join("site");
            write(&second(), &unbroken).expect("it is written");
            write(&next, &unbroken).expect("it is written");
            let (now, then) = (files(tree(&to)), files(tree(&unbroken)));
            assert_eq!(now.keys().collect::<Vec<_>>(), then.keys().collect::<Vec<_>>(), "broken off after {steps}");
            assert_eq!(now, then, "broken off after {steps}");
            assert_eq!(fs::read(to.join("CNAME")).expect("it is there"), b"mine");
            assert!(mended.left.is_empty() || mended.left == ["assets/own.css"], "{:?}", mended.left);
        }
        if done {
            break;
        }
        steps += 1;
    }
    assert!(steps > 15, "only {steps} steps were taken");
}

#[test]
fn killed_at_any_step_of_the_first_write_it_is_mended_too() {
    let mut steps = 0;
    loop {
        let room = tempfile::tempdir().expect("a room");
        let to = room.path().join("new/site");
        let done = write_broken(&first(), &to, steps).is_ok();
        assert!(may_write(&to, &room.path().join("content")).is_ok(), "broken off after {steps}");
        write(&second(), &to).expect("it is mended");
        let whole = tempfile::tempdir().expect("a room");
        write(&second(), whole.path()).expect("it is written");
        assert_eq!(files(tree(&to)), files(tree(whole.path())), "broken off after {steps}");
        if done {
            break;
        }
        steps += 1;
    }
    assert!(steps > 8, "only {steps} steps were taken");
}

/// Asks to stop from the question of that number on; whether the write was done all the same.
fn write_stopped(output: &Output, to: &Path, question: usize) -> bool {
    let asked = AtomicUsize::new(0);
    let stop = || asked.fetch_add(1, Ordering::SeqCst) >= question;
    match write_unless(output, to, &stop, &|| !stop()) {
        Ok(_) => true,
        Err(error) => {
            assert!(error.is_stop(), "{error}");
            false
        }
    }
}

#[test]
fn asked_to_stop_it_leaves_all_as_it_was() {
    for question in 0.. {
        let room = room();
        let to = room.path().join("site");
        let before = tree(&to);
        if write_stopped(&second(), &to, question) {
            assert!(question >= 3, "there were only {question} questions");
            assert_ne!(tree(&to), before);
            break;
        }
        assert_eq!(tree(&to), before, "asked {question}");
    }
    for question in 0.. {
        let room = tempfile::tempdir().expect("a room");
        if write_stopped(&first(), &room.path().join("new/site"), question) {
            break;
        }
        assert_eq!(tree(room.path()), Tree::new(), "asked {question}");
    }
}

#[test]
fn what_was_broken_off_before_is_not_forgotten_by_stopping() {
    for steps in 0..40 {
        let room = room();
        let to = room.path().join("site");
        let _ = write_broken(&second(), &to, steps);
        let before: Tree = tree(&to).into_iter().filter(|(path, _)| !path.starts_with('.')).collect();
        assert!(!write_stopped(&third(), &to, 1));
        let after: Tree = tree(&to).into_iter().filter(|(path, _)| !path.starts_with('.')).collect();
        assert_eq!(before, after, "after {steps}");
        let fourth = output(&[("a/index.html", "fourth a")]);
        write(&fourth, &to).expect("it is mended");
        assert!(!to.join("c").exists() && !to.join("b").exists(), "after {steps}");
        assert_eq!(fs::read(to.join("a/index.html")).expect("it is there"), b"fourth a");
    }
}

#[test]
fn a_disk_that_refuses_is_told_of_and_nothing_is_changed() {
    let room = room();
    let to = room.path().join("site");
    fs::create_dir(to.join("c")).expect("a folder");
    fs::write(to.join("c/d"), "a file in the place of a folder").expect("a file");
    let before = tree(&to);
    let refused = write(&second(), &to).expect_err("it is refused");
    assert!(refused.to_string().contains("a file or link stands where a folder is needed"), "{refused}");
    assert_eq!(tree(&to), before);
}

#[test]
fn what_somebody_changed_is_written_anew_and_told_of() {
    let room = tempfile::tempdir().expect("a room");
    write(&first(), room.path()).expect("it is written");
    assert_eq!(write(&first(), room.path()).expect("it is written").changed, Vec::<String>::new());
    fs::write(room.path().join("a/index.html"), "my words").expect("a file");
    assert_eq!(write(&first(), room.path()).expect("it is written").changed, ["a/index.html"]);
    assert_eq!(write(&second(), room.path()).expect("it is written").changed, Vec::<String>::new());
}

#[test]
fn what_was_changed_meanwhile_is_left_alone() {
    let room = room();
    let path = |path: &str| crate::source::VPath::new(path).expect("a good name");
    fs::create_dir(room.path().join("unit")).expect("a folder");
    fs::write(room.path().join("unit/one.md"), "new words").expect("a file");
    fs::write(room.path().join("two.md"), "two").expect("a file");
    let (one, two, gone) = (path("unit/one.md"), path("two.md"), path("gone.md"));
    let file = |path, before: &'static str| Rewrite { path, before: before.as_bytes(), after: b"mended" };
    let done = rewrite(room.path(), &[file(&one, "old words"), file(&two, "two"), file(&gone, "")]);
    let done: Vec<Option<bool>> = done.into_iter().map(Result::ok).collect();
    assert_eq!(done, [Some(false), Some(true), Some(false)]);
    let text = |path: &str| fs::read_to_string(room.path().join(path)).expect("it is there");
    assert_eq!((text("unit/one.md").as_str(), text("two.md").as_str()), ("new words", "mended"));
    assert!(!room.path().join("gone.md").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_mended_through_a_link() {
    let room = room();
    let outside = tempfile::tempdir().expect("a room");
    fs::write(outside.path().join("one.md"), "one").expect("a file");
    std::os::unix::fs::symlink(outside.path(), room.path().join("unit")).expect("a link");
    std::os::unix::fs::symlink(outside.path().join("one.md"), room.path().join("two.md")).expect("a link");
    for name in ["unit/one.md", "two.md"] {
        let path = crate::source::VPath::new(name).expect("a good name");
        let done = rewrite(room.path(), &[Rewrite { path: &path, before: b"one", after: b"mended" }]);
        assert!(matches!(done.as_slice(), [Ok(false)]), "{name}");
    }
    assert_eq!(fs::read_to_string(outside.path().join("one.md")).expect("it is there"), "one");
}
