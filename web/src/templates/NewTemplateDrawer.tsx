import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, Input, message, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api, postRaw } from "../api/client";
import type { TemplateAdoption, TemplateForm, TemplateProposal, TemplateText } from "../api/types";
import { paths } from "../paths";
import { FormDrawer } from "../ui/FormDrawer";
import { useGo } from "../ui/Go";
import { FilePick, LegalEntityPicker } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { keepNotes } from "./importNotes";
import { kindOptions } from "./kinds";
import { textOn } from "./printed/placing";

interface NewTemplate extends TemplateAdoption {
  begin: "original" | "word" | "form";
  file?: File;
}

function formOf(name: string, value: string, file: File): FormData {
  const form = new FormData();
  form.append(name, value);
  form.append("file", file);
  return form;
}

/** A new template: it begins with the text that comes with Youju, with one in Word, or on a printed form. */
export function NewTemplateDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("templates");
  const required = useRequired();
  const go = useGo();
  const adopt = $api.useMutation("post", "/api/v1/templates");
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (form: FormData) => postRaw<TemplateProposal>("/api/v1/template-imports", form),
  });
  const bring = useMutation({
    mutationFn: (form: FormData) => postRaw<TemplateForm>("/api/v1/template-forms", form),
  });
  const send = async ({ begin, file, ...body }: NewTemplate) => {
    const proposal =
      begin === "word" && file ? await read.mutateAsync(formOf("kind", body.kind, file)) : undefined;
    let text: TemplateText | undefined = proposal?.text;
    if (begin === "form" && file) {
      text = textOn(
        await bring.mutateAsync(formOf("legal_entity_id", body.legal_entity_id, file)),
        body.name,
      );
    }
    const { id } = await adopt.mutateAsync({ body: { ...body, text } });
    if (proposal) keepNotes(client, id, proposal.notes);
    void message.success(t(begin === "original" ? "added" : `import.done_${begin}`));
    go(paths.template(id));
  };
  return (
    <FormDrawer title={t("add")} open={open} onClose={onClose}>
      <ServerForm<NewTemplate>
        send={send}
        onSent={onClose}
        submit={t("create")}
        cancel={{ act: onClose }}
        initialValues={{ begin: "original" }}
      >
        <Form.Item name="begin" label={t("import.begin")} rules={[required]}>
          <Radio.Group
            aria-label={t("import.begin")}
            className="choice"
            options={["original", "word", "form"].map((value) => ({
              value,
              label: (
                <>
                  <span className="strong">{t(`import.${value}`)}</span>
                  <p className="quiet small">{t(`import.${value}_means`)}</p>
                </>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item noStyle shouldUpdate={(before, now) => before.begin !== now.begin}>
          {({ getFieldValue }) => {
            const begin: NewTemplate["begin"] = getFieldValue("begin");
            const kinds = kindOptions(t);
            return (
              <>
                {begin !== "original" && (
                  <Form.Item key={begin} name="file" label={t(`import.file_${begin}`)} rules={[required]}>
                    <FilePick
                      accept={begin === "word" ? ".docx" : ".pdf"}
                      kinds={t(`import.kinds_${begin}`)}
                    />
                  </Form.Item>
                )}
                <Form.Item name="kind" label={t("kind")} rules={[required]}>
                  <Select options={begin === "form" ? kinds.slice(0, 1) : kinds} />
                </Form.Item>
              </>
            );
          }}
        </Form.Item>
        <Form.Item name="legal_entity_id" label={t("legal_entity")} rules={[required]}>
          <LegalEntityPicker />
        </Form.Item>
        <Form.Item name="name" label={t("name")} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={100} placeholder={t("name_hint")} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
