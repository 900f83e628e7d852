//! What was asked for reaches whoever asked, or daf says that it does not: every command on a full device and on a pipe that nobody
//! reads. Looks at codes and words alone.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Command lines that write a result, in a folder with a curriculum.
const LINES: &[&str] = &[
    "--help",
    "-h",
    "--version",
    "help",
    "help build",
    "build --help",
    "list --help",
    "init --help",
    "new --help",
    "new --version",
    "build content -o built --no-handouts --format json",
    "build content -o built --no-handouts --format github",
    "build content -o built --no-handouts --format sarif",
    "check content",
    "check content --format short",
    "check content --format json",
    "check content --format github",
    "check content --format sarif",
    "check --fix content",
    "check --fix --yes content",
    "agenda content one --start 18:30",
    "agenda content one --start 18:30 --format md",
    "agenda content one --start 18:30 --format csv",
    "agenda content one --start 18:30 --format ics",
    "cite Avot",
    "cite Avot --json",
    "search words -C content",
    "search words -C content --json",
    "search nothing-has-this -C content --json",
    "list lessons content",
    "list lessons content --json",
    "list texts content --json",
    "list terms content --json",
    "list packets content --json",
    "list units content --json",
    "list values content --json",
    "list files content --json",
    "list notes content",
    "list notes content --json",
    "inspect one -C content",
    "inspect one -C content --json",
    "explain",
    "explain broken-link",
    "schema",
    "schema lesson",
    "completions bash",
    "completions zsh",
    "completions fish",
    "man",
    "theme list -C content",
    "man build",
    #[cfg(feature = "pdf")]
    "print one -C content -n 2 -o printed/",
    #[cfg(feature = "serve")]
    "serve content --port 0",
];

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    std::fs::create_dir(room.path().join("content")).expect("a folder");
    let write = |path: &str, text: &str| std::fs::write(room.path().join(path), text).expect("a file");
    write("content/daf.yaml", "title: T\nlicense: CC0\n");
    write("content/one.md", "---\ntitle: One\n---\n## Words {minutes=5}\n\nWords. <!-- a note -->\n");
    write("content/two.md", "---\ntitle: Two\nsummary: Two words.\ndiscussion: [\"Why? \u{200b}\"]\n---\nWords.\n");
    room
}

fn run(line: &str, folder: &Path, to: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.args(line.split(' ')).current_dir(folder).stdin(Stdio::null()).stdout(to);
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE").env("DAF_CACHE", folder.join("cache"));
    command.output().expect("daf runs")
}

#[track_caller]
fn refused(line: &str, output: &Output, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "daf {line}: {said}");
    assert!(said.contains(why) && !said.contains("panicked"), "daf {line}: {said}");
}

#[test]
fn a_full_device_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for line in LINES {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("it is there");
        refused(line, &run(line, room().path(), full.into()), "the disk is full");
    }
}

#[test]
fn a_pipe_that_nobody_reads_is_told() {
    for line in LINES {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        refused(line, &run(line, room().path(), writer.into()), "nobody reads it any more");
    }
}

#[test]
fn no_command_is_left_out() {
    let help = run("--help", Path::new("."), Stdio::piped());
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.trim().is_empty());
    let commands: BTreeSet<&str> =
        listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|word| !word.is_empty()).collect();
    assert!(commands.len() > 10, "{help}");
    for command in commands {
        assert!(LINES.iter().any(|line| line.split(' ').next() == Some(command)), "{command} is not looked at");
    }
}
