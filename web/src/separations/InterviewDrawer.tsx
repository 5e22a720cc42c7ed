import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, message, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Interview, InterviewFacts, Separation } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { useMe } from "../ui/useMe";
import { roadOf } from "./road";

const SUBJECTS = [
  "mutual_ending",
  "variation",
  "other_work",
  "performance",
  "hearing",
  "exit",
  "other",
] as const;
const MEDIUMS = ["in_person", "video", "phone"] as const;
const SIDES = ["employer", "employee"] as const;

/** What a talk on this ground is usually about. */
function subjectOf(ground: string): (typeof SUBJECTS)[number] {
  const usual: Record<string, (typeof SUBJECTS)[number]> = {
    "36": "mutual_ending",
    "40(1)": "other_work",
    "40(2)": "performance",
    "40(3)": "variation",
    "37": "exit",
  };
  return usual[ground] ?? (ground.startsWith("39") ? "hearing" : "other");
}

interface InterviewDrawerProps {
  separation: Separation;
  /** Open exactly when there is one; with the record that is to be corrected. */
  writing: { corrects?: Interview } | null;
  onClose: () => void;
}

/** Write a talk down. It cannot be edited afterwards, and the employee answers it. */
export function InterviewDrawer({ separation, writing, onClose }: InterviewDrawerProps) {
  const { t } = useTranslation("exit");
  const { today, display_name } = useMe();
  const required = useRequired();
  const record = $api.useMutation("post", "/api/v1/separations/{id}/interviews");
  const before = writing?.corrects;
  const undecided = ["open", "union_notified", "approved"].includes(separation.stage);
  const hidden = undecided && ["dismissal", "ending", "by_law"].includes(roadOf(separation.ground));
  return (
    <FormDrawer title={t(before ? "talk.correct_title" : "talk.add")} open={!!writing} onClose={onClose} wide>
      <ServerForm<InterviewFacts>
        send={(body) =>
          record.mutateAsync({
            params: { path: { id: separation.id } },
            body: { ...body, corrects: before?.id ?? null },
          })
        }
        onSent={() => {
          void message.success(t("talk.sent"));
          onClose();
        }}
        submit={t("talk.submit")}
        cancel={{ act: onClose }}
        initialValues={
          before ?? {
            subject: subjectOf(separation.ground),
            held_on: today,
            medium: "in_person",
            held_by: display_name,
            sections: [{ heading: t("talk.first_heading"), text: "" }],
            present: [],
          }
        }
      >
        {(form) => (
          <>
            <p className="note" style={{ marginBottom: 16 }}>
              {t("talk.never_edited")} {hidden && t("talk.opens_case")}
            </p>
            <div className="form-row">
              <Form.Item name="subject" label={t("talk.subject")} rules={[required]}>
                <Select options={SUBJECTS.map((value) => ({ value, label: t(`talk.subjects.${value}`) }))} />
              </Form.Item>
              <Form.Item name="held_on" label={t("talk.held_on")} rules={[required]}>
                <DatePick />
              </Form.Item>
              <Form.Item name="medium" label={t("talk.medium")} rules={[required]}>
                <Select options={MEDIUMS.map((value) => ({ value, label: t(`talk.mediums.${value}`) }))} />
              </Form.Item>
            </div>
            <div className="form-row">
              <Form.Item name="held_by" label={t("talk.held_by")} rules={[required]}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="place" label={t("talk.place")}>
                <Input maxLength={200} />
              </Form.Item>
            </div>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const mutual = form.getFieldValue("subject") === "mutual_ending";
                return (
                  <Form.Item
                    name="proposed_by"
                    label={t("talk.proposed_by")}
                    rules={mutual ? [required] : []}
                    extra={t("talk.proposed_hint")}
                  >
                    <Radio.Group
                      aria-label={t("talk.proposed_by")}
                      className="choice"
                      options={SIDES.map((value) => ({ value, label: t(`talk.proposed.${value}`) }))}
                    />
                  </Form.Item>
                );
              }}
            </Form.Item>
            <Present />
            <Sections />
            <Form.Item name="employee_words" label={t("talk.own_words")} extra={t("talk.own_words_hint")}>
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={10000} />
            </Form.Item>
          </>
        )}
      </ServerForm>
    </FormDrawer>
  );
}

/** Who else was there. */
function Present() {
  const { t } = useTranslation("exit");
  const required = useRequired();
  return (
    <Form.List name="present">
      {(fields, { add, remove }) => (
        <div style={{ marginBottom: 16 }}>
          {fields.map(({ key, name }) => (
            <div key={key} className="row top" style={{ flexWrap: "nowrap" }}>
              <Form.Item
                className="grow"
                name={[name, "name"]}
                label={t("talk.present_name")}
                rules={[required]}
              >
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item className="grow" name={[name, "role"]} label={t("talk.present_role")}>
                <Input maxLength={60} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t("talk.remove_present")}
                style={{ marginTop: 28 }}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ name: "", role: "" })}
          >
            {t("talk.add_present")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

/** What was said, part by part. */
function Sections() {
  const { t } = useTranslation("exit");
  const required = useRequired();
  return (
    <Form.List name="sections">
      {(fields, { add, remove }) => (
        <div style={{ marginBottom: 16 }}>
          {fields.map(({ key, name }) => (
            <div key={key}>
              <Form.Item name={[name, "heading"]} label={t("talk.heading")} rules={[required]}>
                <Input maxLength={120} />
              </Form.Item>
              <Form.Item name={[name, "text"]} label={t("talk.text")} rules={[required]}>
                <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={10000} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(name)}
                >
                  {t("talk.remove_section")}
                </Button>
              )}
            </div>
          ))}
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({ heading: "", text: "" })}
          >
            {t("talk.add_section")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
