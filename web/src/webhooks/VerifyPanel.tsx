import { Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../ui/Panel";
import { Unfold } from "../ui/Unfold";

/** As in api/docs/webhooks.md: the specification's own library, for Node. */
const SNIPPET = `import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.YOUJU_WEBHOOK_SECRET); // whsec_…

// body: the request's text as it came in, not parsed and written again
export function receive(body, headers) {
  const event = webhook.verify(body, headers); // throws when it is not ours
  if (seenBefore(headers["webhook-id"])) return;
  console.log(event.type, event.data.resource_id);
}`;

/** How the other side knows that it is us who call. */
export function VerifyPanel() {
  const { t } = useTranslation("webhooks");
  return (
    <Panel>
      <Unfold look="heading" title={t("verify")}>
        <div className="stack tight">
          <div className="row between top">
            <p className="quiet grow">{t("verify_about")}</p>
            <Typography.Text copyable={{ text: SNIPPET }} />
          </div>
          <pre className="webhook-code">{SNIPPET}</pre>
        </div>
      </Unfold>
    </Panel>
  );
}
