//! The arguments read, with a hint where a word is none of ours; completions and manual pages made from the same list.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use super::args::{Arguments, Man};
use super::console::{Console, line_of, many};
use crate::fs;

/// Words that others call a command by, and ours.
const OTHERS: [(&str, &str); 14] = [
    ("preview", "serve"),
    ("watch", "serve"),
    ("server", "serve"),
    ("dev", "serve"),
    ("lint", "check"),
    ("test", "check"),
    ("validate", "check"),
    ("verify", "check"),
    ("pdf", "print"),
    ("handouts", "print"),
    ("create", "init"),
    ("add", "new"),
    ("find", "search"),
    ("show", "inspect"),
];

/// Reads what was typed; help and refusals are printed here, with the code to end with.
pub(super) fn read(typed: impl Iterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    let typed: Vec<OsString> = typed.collect();
    Arguments::try_parse_from(&typed).map_err(|error| {
        let hint = (error.kind() == ErrorKind::InvalidSubcommand).then(|| hint(&typed)).flatten();
        Console::usage(&error, hint.as_deref())
    })
}

/// What was most likely meant by a word that is no command.
fn hint(typed: &[OsString]) -> Option<String> {
    let word = typed.iter().skip(1).find(|word| !word.as_encoded_bytes().starts_with(b"-"))?;
    let text = word.to_string_lossy();
    if let Some((_, ours)) = OTHERS.iter().find(|(other, _)| *other == text) {
        return Some(format!("  what others call `{text}` is `daf {ours}`"));
    }
    let path = Path::new(word);
    if path.is_dir() {
        return Some(format!("  to build the folder: daf build {text}"));
    }
    (path.is_file() || text.ends_with(".md")).then(|| {
        format!(
            "  to see what daf understands of the file: daf inspect {text}\n  to check the whole curriculum: daf check"
        )
    })
}

/// `daf completions`.
pub(super) fn completions(shell: clap_complete::Shell, console: &Console) -> Result<ExitCode, fs::Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "daf", &mut script);
    console.write(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// `daf man`.
pub(super) fn man(typed: &Man, console: &Console) -> Result<ExitCode, fs::Error> {
    let mut all = Arguments::command();
    all.build();
    if let Some(folder) = &typed.output {
        fs::write_file(&folder.join("daf.1"), &page(all.clone()))?;
        let mut count = 1;
        for command in all.get_subcommands().filter(|command| command.get_name() != "help") {
            fs::write_file(&folder.join(format!("daf-{}.1", command.get_name())), &page(command.clone()))?;
            count += 1;
        }
        console.tell(&format!("daf: {} in {}", many(count, "manual page"), line_of(folder)));
        return Ok(ExitCode::SUCCESS);
    }
    let command = match typed.command.as_deref() {
        None => Some(&all),
        Some(name) => all.find_subcommand(name),
    };
    let Some(command) = command else {
        let names = all.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>();
        console.say(&format!("daf: there is no such command; there are {}", names.join(", ")));
        return Ok(ExitCode::from(2));
    };
    console.write(&String::from_utf8_lossy(&page(command.clone())))?;
    Ok(ExitCode::SUCCESS)
}

/// A command's page. Its name is written as one word, as pages are looked up.
fn page(command: clap::Command) -> Vec<u8> {
    let name = command.get_bin_name().unwrap_or("daf").replace(' ', "-");
    let mut page = Vec::new();
    // Writing into memory does not fail.
    let _ = clap_mangen::Man::new(command).title(name).render(&mut page);
    page
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use clap::Parser as _;

    use super::*;

    /// Every command with its name as typed.
    fn commands() -> Vec<(String, clap::Command)> {
        let mut all = Arguments::command();
        all.build();
        let own = all.get_subcommands().filter(|command| command.get_name() != "help");
        own.map(|command| (command.get_name().to_owned(), command.clone())).collect()
    }

    #[test]
    fn the_commands_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_and_flag_says_what_it_is_for() {
        for (name, command) in commands() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(about.split_whitespace().count() > 2, "{name}: {about}");
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{name}: {} says nothing", argument.get_id());
            }
        }
    }

    /// Words as a shell would part them; what stands after a pipe or a redirection is another program's.
    fn words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quoted = false;
        for c in line.split(" | ").next().unwrap_or_default().chars() {
            match c {
                '"' => quoted = !quoted,
                '<' | '>' if !quoted => break,
                ' ' if !quoted => words.push(String::new()),
                c => words.last_mut().expect("there is one").push(c),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    #[test]
    fn every_command_has_examples_that_can_be_typed() {
        for (name, command) in commands().into_iter().filter(|(_, command)| !command.is_hide_set()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  daf ")).collect();
            assert!(help.starts_with("Examples:\n") && !examples.is_empty(), "{name} has no examples");
            for example in examples {
                let typed = words(&format!("daf {example}"));
                if let Err(error) = Arguments::try_parse_from(&typed) {
                    panic!("{name}: {example}: {error}");
                }
            }
        }
    }

    #[test]
    fn every_shell_is_completed_with_values() {
        for shell in <clap_complete::Shell as clap::ValueEnum>::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "daf", &mut script);
            let script = String::from_utf8(script).expect("it is text");
            for word in ["inspect", "no-handouts"] {
                assert!(script.contains(word), "{shell} lacks {word}");
            }
            if *shell != clap_complete::Shell::Elvish && *shell != clap_complete::Shell::PowerShell {
                assert!(script.contains("sarif") && script.contains("packets"), "{shell} lacks values");
            }
        }
    }

    #[test]
    fn what_others_call_it_is_ours() {
        let names: Vec<String> = commands().into_iter().map(|(name, _)| name).collect();
        for (other, ours) in OTHERS {
            assert!(!names.iter().any(|name| name == other), "{other} is ours by now");
            let is_left_out =
                (ours == "serve" && cfg!(not(feature = "serve"))) || (ours == "print" && cfg!(not(feature = "pdf")));
            assert!(is_left_out || names.iter().any(|name| name == ours), "{ours}");
        }
    }
}
