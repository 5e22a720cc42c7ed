//! The working default: a key for one signature, made and gone in this process.

use std::sync::Arc;

use super::{Certificate, Collected, Order, Ordered, Refusal, RemoteSignature, RemoteSigner};
use crate::authority::LocalAuthority;
use crate::{Error, Signer};

/// Signs when it is asked, with a key that nobody keeps and a certificate of the local authority. It needs no store:
/// the number of an order is the answer itself.
pub struct OneOffKeys(pub Arc<LocalAuthority>);

impl RemoteSigner for OneOffKeys {
    fn order(&self, order: &Order) -> Result<Ordered, Error> {
        let signer = self.0.person(&order.signatory.name, order.at)?;
        let certificates = signer.certificates().to_vec();
        let own = certificates.first().ok_or(Refusal::Malformed)?;
        let value = signer.sign(&order.attributes(own)?)?;
        let answer = RemoteSignature { value, certificates: certificates.iter().cloned().map(Certificate).collect() };
        let number = serde_json::to_string(&answer).map_err(|_| Refusal::Malformed)?;
        Ok(Ordered { number, certificates })
    }

    fn collect(&self, number: &str) -> Result<Collected, Error> {
        Ok(Collected::Signed(serde_json::from_str(number).map_err(|_| Refusal::Malformed)?))
    }
}
