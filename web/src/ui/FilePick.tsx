import { PaperClipOutlined } from "@ant-design/icons";
import { Upload } from "antd";
import { useTranslation } from "react-i18next";
import { sizeText } from "./format";

export interface FilePickProps {
  id?: string;
  value?: File;
  onChange?: (file: File | undefined) => void;
  accept?: string;
  /** What files are taken, in words. */
  kinds?: string;
}

/** One file of a form, dropped or chosen; it is sent with the rest of the form. */
export default function FilePick({ id, value, onChange, accept, kinds }: FilePickProps) {
  const { t } = useTranslation();
  return (
    <Upload.Dragger
      id={id}
      accept={accept}
      maxCount={1}
      multiple={false}
      showUploadList={false}
      beforeUpload={(chosen) => {
        onChange?.(chosen);
        return false;
      }}
    >
      {value ? (
        <p>
          <PaperClipOutlined aria-hidden /> <span className="strong">{value.name}</span>{" "}
          <span className="quiet small">{sizeText(value.size)}</span>
          <br />
          <span className="quiet small">{t("file.another")}</span>
        </p>
      ) : (
        <p>
          <span className="strong">{t("file.drop")}</span>
          <br />
          <span className="quiet small">{kinds ?? t("file.kinds")}</span>
        </p>
      )}
    </Upload.Dragger>
  );
}
