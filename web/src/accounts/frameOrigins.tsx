import { Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { ApiClient } from "../api/types";
import { ServerForm } from "../ui/ServerForm";

/** The scope of a client whose pages frame the signing page. */
export const EMBEDS = "agreements:embed";

/** Origins as they are typed: one a line. */
export interface FrameOriginLines {
  frame_origins?: string;
}

export function originsOf({ frame_origins }: FrameOriginLines): string[] {
  return (frame_origins ?? "").split(/\s+/).filter(Boolean);
}

export function FrameOriginsField() {
  const { t } = useTranslation("accounts");
  return (
    <Form.Item name="frame_origins" label={t("frame_origins")} extra={t("frame_origins_hint")}>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 10 }}
        autoCapitalize="none"
        spellCheck={false}
        inputMode="url"
        placeholder="https://erp.example.com"
      />
    </Form.Item>
  );
}

interface FrameOriginsFormProps {
  client: ApiClient;
  onClose: () => void;
}

/** Whose pages may hold the signing page for a client. */
export function FrameOriginsForm({ client, onClose }: FrameOriginsFormProps) {
  const { t } = useTranslation("accounts");
  const change = $api.useMutation("put", "/api/v1/clients/{id}/frame-origins");
  return (
    <ServerForm<FrameOriginLines>
      initialValues={{ frame_origins: client.frame_origins.join("\n") }}
      send={(lines) =>
        change.mutateAsync({
          params: { path: { id: client.id } },
          headers: ifMatch(client),
          body: { frame_origins: originsOf(lines) },
        })
      }
      onSent={onClose}
      submit={t("save")}
      cancel={{ act: onClose }}
    >
      <p className="note" style={{ marginBottom: 16 }}>
        {t("frame_origins_about")}
      </p>
      <FrameOriginsField />
    </ServerForm>
  );
}
