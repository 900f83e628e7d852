//! A write that is broken off at every step: by whoever asks it to stop, by a program that is killed, by a disk that refuses, by
//! the power that goes; and folders in which something else stands than the last build left.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::DiskOperation;
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

fn hooks() -> WriteHooks<'static> {
    WriteHooks { waits: &|| (), remembered: &|| None }
}

fn write(output: &Output, to: &Path) -> Result<WriteReport, Error> {
    super::write(output, to, &hooks())
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
fn write_broken(output: &Output, to: &Path, steps: usize) -> Result<WriteReport, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        disk::break_after(steps);
        write_unless(output, to, &hooks(), &|| false, &|| true)
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

/// A spill that takes everything and gives nothing back.
struct Lost;

impl crate::output::Store for Lost {
    fn store(&self, _bytes: &[u8]) -> io::Result<u64> {
        Ok(0)
    }

    fn read(&self, _at: u64, _size: usize) -> io::Result<Vec<u8>> {
        Err(io::Error::other("the disk is gone"))
    }
}

#[test]
fn what_can_not_be_had_back_leaves_the_site_as_it_was() {
    let spill = crate::output::SpillFile::new(std::sync::Arc::new(Lost));
    let mut lost = second();
    let path = VPath::new("c/sheet.pdf").expect("a good path");
    lost.insert(path, spill.store(b"%PDF-".to_vec()), "a test", &mut Diagnostics::default());
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
            let interruption = self::room();
            let unbroken = interruption.path().join("site");
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
        let interruption = tempfile::tempdir().expect("a room");
        write(&second(), interruption.path()).expect("it is written");
        assert_eq!(files(tree(&to)), files(tree(interruption.path())), "broken off after {steps}");
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
    match write_unless(output, to, &hooks(), &stop, &|| !stop()) {
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

/// What a folder holds after whole writes.
fn unbroken(room: tempfile::TempDir, outputs: &[&Output]) -> Tree {
    let to = room.path().join("site");
    for output in outputs {
        write(output, &to).expect("it is written");
    }
    files(tree(&to))
}

#[test]
fn whatever_the_disk_refuses_once_the_next_run_mends() {
    let rooms: [fn() -> tempfile::TempDir; 2] = [room, || tempfile::tempdir().expect("a room")];
    let mut refused = 0;
    for (room, act) in rooms.iter().flat_map(|room| {
        [DiskOperation::Folder, DiskOperation::Write, DiskOperation::Rename, DiskOperation::Sync, DiskOperation::Remove]
            .map(|act| (room, act))
    }) {
        for later in 0..300 {
            let own = room();
            let to = own.path().join("site");
            let before = tree(&to);
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
            let (done, was_refused) = pool.install(|| {
                disk::break_after(usize::MAX);
                disk::fail_at(Some((act, later)));
                let done = write_unless(&second(), &to, &hooks(), &|| false, &|| true);
                (done, disk::fail_at(None))
            });
            if !was_refused {
                break;
            }
            refused += 1;
            let at = format!("{act:?} {later}");
            check_whole(&tree(&to), &before, &second());
            if let Err(error) = &done {
                let said = error.to_string();
                let is_as_it_was = check_same(&files(tree(&to)), &files(before));
                assert!(is_as_it_was || said.contains("build again"), "{at}: {said}");
            }
            write(&third(), &to).expect("it is mended");
            assert_eq!(files(tree(&to)), unbroken(room(), &[&second(), &third()]), "{at}");
            assert!(!own.path().join(".site.daf-staging").exists(), "{at}");
        }
    }
    assert!(refused > 50, "only {refused} things were refused");
}

/// Whether the pages are the same.
fn check_same(one: &Tree, other: &Tree) -> bool {
    let pages = |tree: &Tree| {
        tree.iter()
            .filter(|(path, _)| !path.starts_with('.'))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect::<Tree>()
    };
    pages(one) == pages(other)
}

#[test]
fn where_the_power_goes_each_page_is_old_or_new_and_nothing_is_forgotten() {
    let rooms: [fn() -> tempfile::TempDir; 2] = [room, || tempfile::tempdir().expect("a room")];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for room in rooms {
        let interruption = unbroken(room(), &[&second(), &third()]);
        'steps: for steps in 0.. {
            for _ in 0..6 {
                let own = room();
                let to = own.path().join("site");
                let before = tree(&to);
                let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
                let is_done = pool.install(|| {
                    disk::watch_power();
                    disk::break_after(steps);
                    let done = write_unless(&second(), &to, &hooks(), &|| false, &|| true);
                    disk::cut_power(&mut || {
                        state ^= state << 13;
                        state ^= state >> 7;
                        state ^= state << 17;
                        state & 0x400 == 0
                    });
                    done.is_ok()
                });
                check_whole(&tree(&to), &before, &second());
                for list in [MANIFEST, PENDING] {
                    let found = fs::read(to.join(list)).ok().map(|text| Listing::read(&text).1);
                    assert_ne!(found, Some(false), "{list} after {steps}");
                }
                write(&third(), &to).expect("it is mended");
                assert_eq!(files(tree(&to)), interruption, "after {steps}");
                if is_done {
                    break 'steps;
                }
            }
        }
    }
}

#[test]
fn a_list_that_is_hurt_is_made_anew_and_is_no_leave_to_write_over() {
    let list = fs::read(room().path().join("site").join(MANIFEST)).expect("it is there");
    let cuts = (0..list.len()).step_by(17).chain([66, list.len() - 1]).map(|cut| list[..cut].to_vec());
    let others = [b"words".to_vec(), vec![0; 5000], [list.as_slice(), b"more"].concat()];
    for hurt in cuts.chain(others) {
        let room = room();
        let to = room.path().join("site");
        fs::write(to.join("assets/own.css"), "o").expect("a file");
        fs::write(to.join(MANIFEST), &hurt).expect("a file");
        let mended = write(&first(), &to).expect("it is mended");
        assert_eq!(mended.mended.as_deref(), Some(["CNAME".to_owned()].as_slice()));
        assert_eq!(write(&first(), &to).expect("it is written").mended, None);
        // What is not what would be written is somebody's, until it is moved away.
        fs::write(to.join("a/index.html"), "mine").expect("a file");
        fs::write(to.join(MANIFEST), &hurt).expect("a file");
        let before = tree(&to);
        let refused = write(&first(), &to).expect_err("it is refused").to_string();
        assert!(refused.contains("a/index.html") && refused.contains("move them away"), "{refused}");
        assert_eq!(tree(&to), before);
        fs::remove_file(to.join("a/index.html")).expect("it was there");
        write(&first(), &to).expect("it is mended");
    }
}

#[test]
fn what_the_last_build_listed_is_remembered_where_its_list_is_lost() {
    let room = room();
    let to = room.path().join("site");
    let list = fs::read(to.join(MANIFEST)).expect("it is there");
    fs::write(to.join(MANIFEST), "").expect("a file");
    let hooks = WriteHooks { waits: &|| (), remembered: &|| Some(list.clone()) };
    let mended = super::write(&second(), &to, &hooks).expect("it is mended");
    assert_eq!(mended.mended, Some(["CNAME", "assets/own.css"].map(str::to_owned).to_vec()));
    assert!(!to.join("b").exists() && !to.join("assets/1.css").exists());
    assert_eq!(fs::read(to.join("a/index.html")).expect("it is there"), b"second a, longer");
}

#[test]
fn killed_over_a_lost_list_nothing_of_others_is_written_over() {
    for steps in 0..60 {
        let room = tempfile::tempdir().expect("a room");
        fs::write(room.path().join(MANIFEST), "").expect("a file");
        fs::create_dir(room.path().join("a")).expect("a folder");
        fs::write(room.path().join("a/index.html"), "mine").expect("a file");
        let _ = write_broken(&first(), room.path(), steps);
        let _ = write(&first(), room.path()).expect_err("it is refused");
        assert_eq!(fs::read(room.path().join("a/index.html")).expect("it is there"), b"mine", "after {steps}");
    }
}

#[test]
fn what_one_killed_run_left_after_another_is_known() {
    let fourth = output(&[("z.html", "z")]);
    for (one, two) in (0..40).step_by(2).flat_map(|one| (0..40).step_by(5).map(move |two| (one, two))) {
        let room = room();
        let to = room.path().join("site");
        let _ = write_broken(&second(), &to, one);
        let _ = write_broken(&third(), &to, two);
        let mended = write(&fourth, &to).expect("it is mended");
        // It is told by the first write that comes to its end.
        assert!(mended.left.is_empty() || mended.left == ["assets/own.css"], "{one}, {two}: {:?}", mended.left);
        let now: Vec<String> = files(tree(&to)).into_keys().collect();
        assert_eq!(now, [MANIFEST, "CNAME", "assets/own.css", "z.html"], "{one}, {two}");
    }
}

#[test]
fn what_can_not_be_removed_is_named_and_tried_again() {
    let mut stuck = 0;
    for later in 0..40 {
        let room = room();
        let to = room.path().join("site");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        let done = pool.install(|| {
            disk::break_after(usize::MAX);
            disk::fail_at(Some((DiskOperation::Remove, later)));
            let done = write_unless(&second(), &to, &hooks(), &|| false, &|| true);
            disk::fail_at(None);
            done
        });
        let Some((path, why)) = done.ok().and_then(|done| done.stuck.first().cloned()) else { continue };
        stuck += 1;
        assert_eq!(why, "the disk is tired");
        assert!(to.join(&path).exists(), "{path}");
        // Nothing else is to be done, and it is.
        let again = write(&second(), &to).expect("it is written");
        assert_eq!((again.removed, again.written, again.stuck.len()), (1, 0, 0), "{path}");
        assert!(!to.join(&path).exists(), "{path}");
    }
    assert_eq!(stuck, 2);
}

#[test]
fn those_who_write_at_once_write_one_after_another() {
    let room = tempfile::tempdir().expect("a room");
    fs::create_dir(room.path().join("real")).expect("a folder");
    std::os::unix::fs::symlink("real", room.path().join("link")).expect("a link");
    let spelled = ["real/new/site", "link/new/site", "real/../link/./new/site"];
    for round in 0..20 {
        std::thread::scope(|scope| {
            for (output, to) in [first(), second(), third()].into_iter().zip(spelled) {
                let to = room.path().join(to);
                scope.spawn(move || write(&output, &to).expect("it is written"));
            }
        });
        let now = files(tree(&room.path().join("real/new/site")));
        let is_one = [first(), second(), third()].iter().any(|output| {
            let own = tempfile::tempdir().expect("a room");
            write(output, own.path()).expect("it is written");
            files(tree(own.path())) == now
        });
        assert!(is_one, "{round}: {now:?}");
        if round % 2 == 0 {
            fs::remove_dir_all(room.path().join("real/new")).expect("it was there");
        }
    }
}

#[test]
fn who_waits_for_a_folder_says_so_and_does_not_wait_for_ever() {
    let room = room();
    let to = room.path().join("site");
    let lock = lock::lock_folder(&to, &|| false, &|| ()).expect("it is free");
    let told = AtomicUsize::new(0);
    let hooks = WriteHooks { waits: &|| _ = told.fetch_add(1, Ordering::SeqCst), remembered: &|| None };
    let stop = || told.load(Ordering::SeqCst) > 0;
    let stopped = write_unless(&second(), &to, &hooks, &stop, &|| true).expect_err("it is held");
    assert!(stopped.is_stop(), "{stopped}");
    let before = tree(&to);
    let refused = super::write(&second(), &to, &hooks).expect_err("it is held").to_string();
    assert!(refused.contains("another daf is still writing into this folder"), "{refused}");
    assert_eq!((told.into_inner(), tree(&to)), (2, before));
    drop(lock);
    write(&second(), &to).expect("it is free");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{FileTypeExt as _, symlink};

    use super::*;

    fn pipe(at: &Path) {
        let made = std::process::Command::new("mkfifo").arg(at).status().expect("mkfifo runs");
        assert!(made.success());
    }

    #[test]
    fn nothing_is_removed_or_written_through_a_link() {
        for next in [second(), output(&[("b/other.html", "o")])] {
            let room = room();
            let (to, other) = (room.path().join("site"), room.path().join("other"));
            fs::rename(to.join("b"), &other).expect("it is moved");
            symlink(&other, to.join("b")).expect("a link");
            let before = tree(&other);
            match write(&next, &to) {
                Ok(written) => assert!(written.left.contains(&"b/index.html".to_owned()), "{:?}", written.left),
                Err(error) => assert!(error.to_string().contains("a file or link stands where a folder"), "{error}"),
            }
            assert_eq!(tree(&other), before);
            assert!(fs::symlink_metadata(to.join("b")).expect("it is there").is_symlink());
        }
    }

    #[test]
    fn a_file_of_two_names_is_not_written_through() {
        let room = room();
        let (to, other) = (room.path().join("site"), room.path().join("other"));
        fs::hard_link(to.join("a/index.html"), &other).expect("a second name");
        write(&second(), &to).expect("it is written");
        assert_eq!(fs::read(other).expect("it is there"), b"first a");
    }

    #[test]
    fn what_is_no_file_is_never_opened() {
        for (number, path) in ["a/index.html", "b/index.html"].iter().cycle().take(4).enumerate() {
            let room = room();
            let to = room.path().join("site");
            fs::remove_file(to.join(path)).expect("it was there");
            if number < 2 {
                pipe(&to.join(path));
            } else {
                symlink("/dev/zero", to.join(path)).expect("a link");
            }
            let written = write(&second(), &to).expect("it is written");
            let is_made = *path == "a/index.html";
            let told = if is_made { &written.changed } else { &written.left };
            assert!(told.iter().any(|told| told == path), "{told:?}");
            let kind = fs::symlink_metadata(to.join(path)).expect("it is there").file_type();
            assert_eq!(kind.is_file(), is_made);
            assert_eq!(kind.is_fifo() || kind.is_symlink(), !is_made);
        }
        for list in [MANIFEST, PENDING] {
            let room = room();
            let to = room.path().join("site");
            let _ = fs::remove_file(to.join(list));
            pipe(&to.join(list));
            let refused = may_write(&to, room.path().join("content").as_path()).expect_err("it is refused").to_string();
            assert!(refused.contains(list) && refused.contains("this is no file"), "{refused}");
            let refused = write(&second(), &to).expect_err("it is refused").to_string();
            assert!(refused.contains(list) && refused.contains("this is no file"), "{refused}");
        }
    }

    #[test]
    fn nobody_else_s_pipe_is_replaced_by_a_page() {
        let room = room();
        let to = room.path().join("site");
        fs::create_dir_all(to.join("c/d")).expect("a folder");
        pipe(&to.join("c/d/index.html"));
        let refused = write(&second(), &to).expect_err("it is refused").to_string();
        assert!(refused.contains("a file that daf did not make"), "{refused}");
        let refused = write_file(&room.path().join("site"), b"words").expect_err("it is refused").to_string();
        assert!(refused.contains("a folder stands"), "{refused}");
    }

    #[test]
    fn where_nothing_can_be_laid_beside_the_site_it_is_laid_in_it() {
        // A file in the way stands for another disk, or a folder that may not be written to.
        let room = room();
        let to = room.path().join("site");
        fs::write(room.path().join(".site.daf-staging"), "mine").expect("a file");
        write(&second(), &to).expect("it is written");
        assert_eq!(fs::read(room.path().join(".site.daf-staging")).expect("it is there"), b"mine");
        assert!(!to.join(".daf-staging").exists());
        assert_eq!(fs::read(to.join("a/index.html")).expect("it is there"), b"second a, longer");
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
