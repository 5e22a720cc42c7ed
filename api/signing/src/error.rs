//! What can go wrong in this crate, in one type.

/// Why a document was not made, signed or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A typeface the documents are set in is not installed.
    #[error("the typeface {family} was not found in {looked_in}; install the Debian package fonts-noto-cjk")]
    FontMissing {
        /// The family and weight that is missing.
        family: String,
        /// The folders that were searched.
        looked_in: String,
    },
    /// Facts that cannot be written into a document: a control character, a wrong amount.
    #[error("{pointer}: {why}")]
    Facts {
        /// Where in the facts, as a JSON pointer.
        pointer: String,
        /// What is wrong there.
        why: String,
    },
    /// A character that none of the typefaces has, or a fault in a template.
    #[error("the document cannot be set: {0}")]
    Typesetting(String),
    /// Not a PDF this crate reads: damaged, encrypted or a hybrid of two cross-reference forms.
    #[error("unusable PDF: {0}")]
    Pdf(String),
    /// A form that is not taken, see [`crate::FormFault`].
    #[error("the form is not taken: {0}")]
    Form(#[from] crate::FormFault),
    /// Words that have no room in their field of a form.
    #[error("the field {label} has no room for its words")]
    NoRoom {
        /// What the field is called.
        label: String,
        /// Which field it is, from 0.
        at: usize,
    },
    /// No signature field of that name.
    #[error("the document has no signature field {0}")]
    NoSuchField(String),
    /// The field has been signed already.
    #[error("the signature field {0} is signed already")]
    AlreadySigned(String),
    /// The document was changed after an earlier signature, so another must not be added.
    #[error("an earlier signature does not fit the document: {0}")]
    Tampered(String),
    /// The signature and its timestamp are longer than the room kept for them.
    #[error("the signature has {size} bytes, but only {room} are reserved for it")]
    TooLong {
        /// Size of the signature in bytes.
        size: usize,
        /// Bytes reserved for it.
        room: usize,
    },
    /// A key or certificate that cannot be made, read or used.
    #[error("unusable key or certificate: {0}")]
    Key(String),
    /// A timestamp or a certificate chain, see [`evidence::Error`].
    #[error(transparent)]
    Evidence(#[from] evidence::Error),
    /// A signature made elsewhere that there is not, or that is not believed.
    #[error("no signature: {0}")]
    Remote(#[from] crate::remote::Refusal),
    /// DER that cannot be read or written.
    #[error("DER: {0}")]
    Der(#[from] der::Error),
    /// A file that cannot be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<lopdf::Error> for Error {
    fn from(error: lopdf::Error) -> Self {
        Self::Pdf(error.to_string())
    }
}

impl From<x509_cert::builder::Error> for Error {
    fn from(error: x509_cert::builder::Error) -> Self {
        Self::Key(error.to_string())
    }
}
