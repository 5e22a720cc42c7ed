import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form } from "antd";

interface RowListProps {
  /** Of the list in the form. */
  name: string | string[];
  rowClass: string;
  removeClass?: string;
  remove: string;
  add: string;
  /** So many rows stay. */
  least?: number;
  /** The fields of the row at a place. */
  children: (at: number) => React.ReactNode;
}

/** A list in a form: a row for each, which can be taken out, and a way to put in another. */
export function RowList({ name, rowClass, removeClass, remove, add, least = 0, children }: RowListProps) {
  return (
    <Form.List name={name}>
      {(rows, list) => (
        <>
          {rows.map((row) => (
            <div key={row.key} className={rowClass}>
              {children(row.name)}
              {rows.length > least && (
                <Button
                  className={removeClass}
                  type="text"
                  danger
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={remove}
                  onClick={() => list.remove(row.name)}
                />
              )}
            </div>
          ))}
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => list.add({})}>
            {add}
          </Button>
        </>
      )}
    </Form.List>
  );
}
