//! What stands in the site as it stands in the folder: attachments, `static/`, and images in the sizes that are shown.

use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::output::Output;

/// The copied files of a curriculum.
pub(crate) fn copied(curriculum: &Curriculum, sink: &mut Diagnostics) -> Output {
    let mut output = Output::default();
    for file in curriculum.published() {
        output.insert(file.path.clone(), file.content.clone(), file.source.as_str(), sink);
    }
    for file in curriculum.files.iter().filter(|file| curriculum.has_place(file)) {
        for size in &file.smaller {
            output.insert(size.path.clone(), size.content.clone(), file.source.as_str(), sink);
        }
    }
    output
}
