/** For each migration, a row in every table that it makes: what the next one must leave as it is. */
export const sampleRows: Readonly<Record<string, string>> = {
  '0001-event-log': `
    INSERT INTO event VALUES ('session-1', 1, 1000, '{"kind":"server"}', 'chat.said',
      '{"type":"chat.said","message":{"id":"message-1","room":"plenary-","author":"party---","text":"你好","at":1000}}',
      decode(repeat('00', 32), 'hex'), decode(repeat('ab', 32), 'hex'));
    INSERT INTO setting VALUES ('a-key', decode(repeat('cd', 32), 'hex'));
  `,
  '0002-cases': `
    INSERT INTO staff VALUES ('staff-01', 'li.wei', '李伟', true, '$argon2id$', 1000);
    INSERT INTO staff_session VALUES (decode(repeat('ef', 32), 'hex'), 'staff-01', 1000, 2000);
    INSERT INTO mediation_case VALUES ('case-001', '房屋租赁纠纷', 'people', '浦东调解中心', false, 1000, 'staff-01');
    INSERT INTO side VALUES ('side-001', 'case-001', 0, 'applicant', '张');
    INSERT INTO person VALUES ('person-1', 'case-001', 0, '张三', '{zh,en}', 'party', 'side-001');
    INSERT INTO mediation_session VALUES ('session-1', 'case-001', '第一次', 5000, 1000, 'staff-01');
    INSERT INTO participant VALUES ('partici1', 'case-001', 'session-1', 'person-1');
    INSERT INTO link (id, session_id, participant_id, issued_at, expires_at)
      VALUES ('link-001', 'session-1', 'partici1', 1000, 9000);
  `,
  '0005-notes': `
    INSERT INTO note VALUES ('session-1', 'plenary-', 'partici1', '租金从三月起未付', 2000);
  `,
  '0006-files': `
    INSERT INTO event VALUES ('session-1', 2, 2000, '{"kind":"participant","id":"party---"}', 'chat.said',
      '{"type":"chat.said","message":{"id":"message-2","room":"plenary-","author":"party---","kind":"shared",
        "text":"合同.pdf","file":{"id":"file-001","type":"application/pdf","size":9,"sha256":"00"},"at":2000}}',
      decode(repeat('ab', 32), 'hex'), decode(repeat('ac', 32), 'hex'));
  `,
  '0009-templates': `
    INSERT INTO agreement_template VALUES ('template-1', '浦东调解中心', '租赁和解', '{zh,en}',
      '[{"zh":{"type":"doc","attrs":{},"content":[]}}]', true, false, 3, 2000, 'staff-01');
  `,
  '0008-documents': `
    INSERT INTO document VALUES ('session-1', 'agreement', 3);
    INSERT INTO document_update VALUES ('session-1', 'agreement', 3, 7, 'partici1', 2000, '\\x0000');
    INSERT INTO document_snapshot VALUES ('session-1', 'agreement', 2, '\\x0000');
    INSERT INTO document_client VALUES ('session-1', 'agreement', 7, 'partici1');
  `,
  '0011-glossary': `
    INSERT INTO term VALUES ('term-001', 'case-001', NULL, false, '{"zh":"质保金","en":"retention money"}', '', 2000);
  `,
  '0010-booth-chat': `
    INSERT INTO event VALUES ('session-1', 3, 3000, '{"kind":"participant","id":"partici1"}', 'booth.said',
      '{"type":"booth.said","message":{"id":"message-3","room":"plenary-","author":"partici1","languages":["zh","en"],
        "text":"five minutes","at":3000}}',
      decode(repeat('ac', 32), 'hex'), decode(repeat('ad', 32), 'hex'));
  `,
  '0014-attempts': `
    INSERT INTO attempt VALUES (decode(repeat('ba', 32), 'hex'), 'case-001', 2000);
  `,
};
