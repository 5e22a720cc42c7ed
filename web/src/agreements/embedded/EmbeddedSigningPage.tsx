import { GlobalOutlined } from "@ant-design/icons";
import { Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import { passkeysWork } from "../../api/passkey";
import { whenSessionIsLost } from "../../api/session";
import { speak } from "../../i18n/i18n";
import { queryClient } from "../../queries";
import { ProblemNote } from "../../ui/ProblemNote";
import { Wordmark } from "../../ui/shell/Wordmark";
import { WaitingPage } from "../../ui/WaitingPage";
import { Ceremony } from "../Ceremony";
import { EmbeddedSignIn } from "./EmbeddedSignIn";
import { type Frame, type FrameEvent, readFrame, tellHolder } from "./frame";
import "./embedded.css";

/** The signing page in a frame of another frontend: a sign-in for this one agreement, then the ceremony. */
export default function EmbeddedSigningPage() {
  const { t } = useTranslation("embedding");
  const [frame] = useState(readFrame);
  return frame ? <Framed frame={frame} /> : <p className="note warn embedded">{t("not_framed")}</p>;
}

function Framed({ frame }: { frame: Frame }) {
  const { t } = useTranslation("embedding");
  const [standing, setStanding] = useState<"outside" | "inside" | "expired">("outside");
  const inside = useRef(false);
  const [hasPasskey, setHasPasskey] = useState(false);
  const tell = (type: FrameEvent) => tellHolder(frame, type);

  /** While the page stands: its size is told, and that it has ended. */
  const [attach] = useState(() => (page: HTMLElement | null) => {
    if (!page) return;
    const expire = () => {
      setStanding("expired");
      tellHolder(frame, "expired");
    };
    whenSessionIsLost(expire);
    const late = setTimeout(() => !inside.current && expire(), frame.expires_in * 1000);
    const size = new ResizeObserver(() => {
      tellHolder(frame, "resized", { height: Math.ceil(page.getBoundingClientRect().height) });
    });
    size.observe(page);
    tellHolder(frame, "ready");
    return () => {
      clearTimeout(late);
      size.disconnect();
    };
  });
  const enter = (signerHasPasskey: boolean) => {
    inside.current = true;
    setHasPasskey(signerHasPasskey && passkeysWork());
    setStanding("inside");
  };

  return (
    <div className="embedded" ref={attach}>
      <Head />
      <main>
        {standing === "outside" && (
          <div className="embedded-door">
            <h1 className="visually-hidden">{t("title")}</h1>
            <EmbeddedSignIn frame={frame} onSignedIn={enter} />
          </div>
        )}
        {standing === "inside" && (
          <Suspense fallback={<WaitingPage />}>
            <Inside id={frame.agreement_id} hasPasskey={hasPasskey} tell={tell} />
          </Suspense>
        )}
        {standing === "expired" && (
          <p className="note warn" role="alert">
            {t("expired")}
          </p>
        )}
      </main>
    </div>
  );
}

function Head() {
  const { t, i18n } = useTranslation("embedding");
  const other = i18n.language === "en" ? "zh-CN" : "en";
  const turn = () => void speak(other).then(() => queryClient.invalidateQueries());
  return (
    <header className="embedded-head">
      <title>{`${t("title")} · ${t("brand")}`}</title>
      <Wordmark small />
      <button type="button" className="link-button small" onClick={turn} lang={other}>
        <GlobalOutlined aria-hidden /> {other === "en" ? "English" : "中文"}
      </button>
    </header>
  );
}

interface InsideProps {
  id: string;
  hasPasskey: boolean;
  tell: (type: FrameEvent) => void;
}

function Inside({ id, hasPasskey, tell }: InsideProps) {
  const agreement = $api.useQuery("get", "/api/v1/agreements/{id}", { params: { path: { id } } });
  if (agreement.error) return <ProblemNote problem={agreement.error} />;
  if (!agreement.data) return <WaitingPage />;
  return (
    <>
      <h1>{agreement.data.title}</h1>
      <Ceremony agreement={agreement.data} signsAs="employee" hasPasskey={hasPasskey} tell={tell} />
    </>
  );
}
