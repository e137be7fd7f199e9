import { z } from 'zod';

/** What the client does about it: tell the person, try again by itself, or give the connection up. */
export type Category = 'tell' | 'retry' | 'drop';

export interface ErrorText {
  readonly category: Category;
  readonly zh: string;
  readonly en: string;
}

const tell = (zh: string, en: string): ErrorText => ({ category: 'tell', zh, en });
const retry = (zh: string, en: string): ErrorText => ({ category: 'retry', zh, en });
const drop = (zh: string, en: string): ErrorText => ({ category: 'drop', zh, en });

/** Every refusal and failure a person can meet. A message never says more than its reader may know. */
export const catalogue = {
  'request.malformed': tell(
    '系统没有识别这次操作，请刷新页面后再试。',
    'That request was not understood. Reload the page and try again.',
  ),
  'request.unknown': tell(
    '没有这项操作，请刷新页面后再试。',
    'There is no such action. Reload the page and try again.',
  ),
  'request.too-large': tell('内容太长，请分几次发送。', 'That was too large to send. Send it in parts.'),
  'request.too-many': retry('操作过于频繁，请稍候再试。', 'Too many requests. Please wait a moment.'),
  'request.bad-origin': drop(
    '不能从这个网址访问，请打开调解机构发给您的链接。',
    'This address may not use the service. Open the link the mediation centre sent you.',
  ),

  'link.invalid': drop(
    '这个链接无效。请核对链接是否完整，或请调解机构重新发送。',
    'This link is not valid. Check that it is complete, or ask the mediation centre for a new one.',
  ),
  'link.expired': drop(
    '这个链接已过期，请联系调解机构重新发送。',
    'This link has expired. Ask the mediation centre for a new one.',
  ),
  'link.revoked': drop(
    '这个链接已被收回，请使用最新的链接。',
    'This link has been withdrawn. Use the newest link you were sent.',
  ),
  'connection.superseded': drop(
    '您已在另一台设备上继续，本设备已断开。',
    'You continued on another device, so this one was disconnected.',
  ),
  'connection.away': retry(
    '网络还没有连上，刚才的操作没有生效。连上后请再按一次。',
    'There is no connection just now, so nothing has happened. Press again once it is back.',
  ),
  'connection.lost': retry(
    '网络断开，没有收到回应。重新连上后，请再试一次。',
    'The connection was lost before there was an answer. Try again once it is back.',
  ),
  'connection.unknown': drop(
    '尚未接入调解会，请重新打开链接。',
    'Not connected. Please open your link again.',
  ),

  'session.unknown': drop(
    '找不到这场调解会，请联系调解机构。',
    'This session cannot be found. Ask the mediation centre.',
  ),
  'session.not-open': tell('调解会尚未开始，请稍候。', 'The session has not started yet. Please wait.'),
  'session.already-open': tell('调解会正在进行。', 'The session is already open.'),
  'session.adjourned': tell(
    '调解会已休会，恢复后再试。',
    'The session is adjourned. Try again once it goes on.',
  ),
  'session.locked': tell(
    '调解会已锁定，暂不接受新的参与人。请联系调解员。',
    'The session is locked and takes nobody new. Please contact the mediator.',
  ),
  'lead.mediator-present': tell(
    '调解员在线，无需代为主持。',
    'A mediator is here, so nobody has to stand in.',
  ),
  'lead.not-taken': tell('目前无人代为主持。', 'Nobody is standing in for the mediator.'),

  'participant.unknown': tell(
    '找不到这位参与人，可能已经离开。',
    'This person cannot be found. They may have left.',
  ),
  'participant.not-waiting': tell('此人目前不在等候。', 'This person is not waiting.'),
  'participant.not-in-room': tell('此人目前不在房间内。', 'This person is not in the room.'),
  'participant.not-removed': tell('此人未被请出。', 'This person has not been removed.'),
  'participant.refused': tell('调解员暂未同意您进入。', 'The mediator has not admitted you.'),
  'participant.removed': tell('您已被请出本次调解会。', 'You have been removed from this session.'),
  'participant.already-in': tell('您已在房间内。', 'You are already in the room.'),
  'participant.self': tell('不能对自己进行这项操作。', 'You cannot do this to yourself.'),

  'role.not-allowed': tell('您的身份不能进行这项操作。', 'Your role does not allow this.'),
  'room.not-in': tell('您目前不在这个房间内。', 'You are not in this room.'),
  'room.not-settled': retry(
    '正在进入房间，请稍候再试。',
    'You are still entering the room. Try again in a moment.',
  ),
  'room.unknown': tell('没有这个房间，可能已经结束。', 'There is no such room. It may have been closed.'),
  'room.of-other-side': tell(
    '这是另一方的等候室，不能把其他方的人安排进去。',
    'This arrival room belongs to the other side. Nobody else can be put into it.',
  ),
  'room.mixes-sides': tell(
    '这会让对立双方进入同一个私密房间，请先确认。',
    'This would bring opposing sides into one private room. Please confirm it first.',
  ),
  'room.too-many': tell(
    '房间已达上限，请先结束一个背对背。',
    'There are as many rooms as a session can have. Close a caucus first.',
  ),
  'joint.not-open': tell(
    '共同会谈尚未开始，请先开始共同会谈。',
    'The joint session is not open. Open it first.',
  ),
  'gathering.under-way': tell('正在召集所有人。', 'Everyone is being brought together already.'),
  'gathering.none': tell('目前没有召集。', 'Nobody is being brought together just now.'),
  'entry.unknown': tell('此人目前没有请求进入。', 'This person is not asking to come in.'),
  'entry.not-asked': tell('此人无需同意即可进入。', 'This person comes in without being let in.'),
  'wish.none': tell('目前没有这项请求。', 'There is no such request now.'),
  'epoch.stale': retry('您刚刚换了房间，请再试一次。', 'You have changed rooms since. Please try again.'),

  'file.too-large': tell(
    '文件超过 50 MB，请压缩或分成几个后再发。',
    'The file is larger than 50 MB. Make it smaller, or share it in parts.',
  ),
  'file.empty': tell('这个文件没有内容，请换一个。', 'This file is empty. Choose another one.'),
  'file.bad-type': tell(
    '不支持这种文件。可以上传 PDF、Word、Excel、PowerPoint、文本、图片、录音和录像。',
    'This kind of file is not supported. PDF, Word, Excel, PowerPoint, text, pictures, sound and film are.',
  ),
  'file.unknown': tell(
    '找不到这个文件，请发送人再发一次。',
    'This file cannot be found. Ask whoever shared it to share it again.',
  ),
  'file.too-many': retry('正在传送的文件过多，请稍候再试。', 'Too many files at once. Please wait a moment.'),
  'file.no-space': tell(
    '您在本次调解会中发送的文件已达上限（共 500 MB）。',
    'You have shared as much as one person can in this session: 500 MB.',
  ),
  'file.ticket': retry(
    '传送许可已失效，请再试一次。',
    'The permission to transfer has run out. Please try again.',
  ),

  'document.unknown': tell('没有这份文本。', 'There is no such document.'),
  'document.exists': tell('文本已经建立。', 'This document has been started already.'),
  'document.agreed': tell(
    '已经有一方同意了其中的条款，不能重新开始。',
    'A side has already agreed to something in this document, so it cannot be started anew.',
  ),
  'document.not-here': tell('草稿只能在私密房间里写。', 'A draft can only be written in a private room.'),
  'document.one-language': tell('文本只有一种语言。', 'This document is in one language only.'),
  'document.no-common-language': tell(
    '草稿与协议书没有共同的语言。',
    'The draft and the agreement have no language in common.',
  ),
  'document.side-away': tell(
    '曾在这个房间里的一方，现在没有当事人或代理人在场。有人在场时，调解员才能公开草稿里的文字。',
    'A side that has been in this room has no party or counsel here now. A mediator publishes words of the draft only while somebody of that side is here.',
  ),
  'document.ticket': retry(
    '打开文本的许可已失效，请再试一次。',
    'The permission to open has run out. Please try again.',
  ),
  'document.foreign-client': drop(
    '收到不属于此连接的修改，已拒绝。',
    'An edit under another connection’s name was refused.',
  ),
  'document.bad-edit': tell(
    '这处修改含有不支持的内容，没有写入。',
    'This edit has content that is not supported, and was not taken.',
  ),
  'template.unknown': tell('没有这份范本。', 'There is no such template.'),
  'template.changed': tell(
    '这份范本已被他人修改，请看过现在的内容再修改。',
    'Somebody else has changed this template. Please read it as it is now.',
  ),
  'template.too-long': tell('范本太长，请删减一些内容。', 'This template is too long. Please shorten it.'),
  'template.too-many': tell('范本已达上限。', 'There are as many templates as an organisation can have.'),
  'clause.unknown': tell('没有这个条款。', 'There is no such clause.'),
  'clause.too-many': tell(
    '条款已达上限，请先合并或删除一些。',
    'There are as many clauses as a document can have. Join or remove some first.',
  ),
  'clause.too-long': tell(
    '这个条款太长，请分成两条。',
    'This clause is too long to take any more. Divide it in two.',
  ),
  'document.too-long': tell(
    '整份文本太长，不能再添加内容。请先删减一些。',
    'The whole document is too long to take any more. Please shorten it first.',
  ),
  'clause.not-draft': tell(
    '这个条款已经提请确认，不能修改。请调解员重新开放。',
    'This clause has been put to the parties and cannot be changed. Ask the mediator to reopen it.',
  ),
  'clause.is-draft': tell('这个条款已经可以修改。', 'This clause is open for changes already.'),
  'clause.not-your-pen': tell('这个条款目前由其他人起草。', 'Somebody else has the pen for this clause now.'),
  'clause.not-proposed': tell('这个条款尚未提请确认。', 'This clause has not been put to the parties.'),
  'clause.not-agreed': tell('各方尚未全部同意这个条款。', 'Not every side has agreed to this clause yet.'),
  'clause.already-agreed': tell('您这一方已经同意。', 'Your side has agreed already.'),
  'clause.changed': tell(
    '条款内容已有变动，请看过现在的内容再决定。',
    'The words have changed since. Please read them as they are now.',
  ),
  'clause.not-your-languages': tell(
    '确认译文一致的人须通晓文本的全部语言。',
    'Only somebody who knows all languages of the document can say that they agree.',
  ),
  'clause.for-one-side': tell(
    '只为一方工作的翻译不能替各方确认译文一致。请由为全场工作的翻译或懂这些语言的调解员核对。',
    'An interpreter who works for one side cannot say for all that the languages agree. An interpreter who works for everyone, or a mediator who knows the languages, compares them.',
  ),
  'clause.locked': tell(
    '这个条款已经锁定，请调解员先重新开放。',
    'This clause is locked. The mediator has to reopen it first.',
  ),
  'proposal.unknown': tell('没有这项提议。', 'There is no such proposal.'),
  'proposal.closed': tell('这项提议已经有了结果。', 'This proposal has been answered already.'),
  'proposal.own': tell(
    '这是您这一方的提议，由其他方答复。',
    'This is your own side’s proposal. The others answer it.',
  ),
  'proposal.not-yours': tell('这不是您这一方的提议。', 'This is not your side’s proposal.'),
  'proposal.already-accepted': tell('您这一方已经接受。', 'Your side has accepted already.'),
  'proposal.too-many': tell(
    '等待答复的提议过多，请先处理一些。',
    'Too many proposals wait for an answer. Deal with some of them first.',
  ),
  'comment.unknown': tell('没有这条批注。', 'There is no such comment.'),
  'comment.resolved': tell('这条批注已经处理完毕。', 'This comment has been dealt with.'),
  'comment.not-yours': tell(
    '只有批注人一方或者调解员可以处理这条批注。',
    'Only the side that commented, or the mediator, can set this aside.',
  ),
  'comment.too-many': tell(
    '批注已达上限，请先处理一些。',
    'Too many comments. Deal with some of them first.',
  ),
  'version.unknown': tell('没有这个版本。', 'There is no such version.'),
  'version.too-many': tell(
    '起了名字的版本已达上限。',
    'There are as many named versions as a document can have.',
  ),
  'version.other-languages': tell(
    '这个版本的语言与现在的文本不同，可以查看，不能恢复。',
    'This version is in other languages than the document is now. It can be read, but not put back.',
  ),
  'version.restored-too-often': tell(
    '这份文本恢复旧版本的次数已达上限，请直接修改条款。',
    'This document has been put back to earlier versions as often as it can be. Please change its clauses instead.',
  ),
  'side.unknown': tell('没有这一方。', 'There is no such side.'),
  'side.here': tell('这一方有人在场，要征求其意见。', 'Somebody of this side is here, so its word is asked.'),
  'side.excused': tell('已经不再征求这一方的意见。', 'This side is not being asked already.'),
  'side.too-few': tell(
    '协议书至少要有两方同意，不能再少等一方。',
    'An agreement takes two sides at least, so this one is still asked.',
  ),
  'side.not-excused': tell('本来就在征求这一方的意见。', 'This side is being asked anyway.'),

  'interpreter.unknown': tell('此人不是翻译。', 'This person is not an interpreter.'),
  'interpreter.of-other-side': tell(
    '一方自带的翻译不能为另一方工作。',
    'An interpreter whom one side brought cannot work for another side.',
  ),
  'interpreter.missing': tell(
    '有人听不懂别人说的语言，而翻译还不在场，请先确认。',
    'Some people would not understand each other, and no interpreter is here for them. Please confirm it first.',
  ),
  'interpreter.not-your-language': tell(
    '您没有被安排翻译这种语言。请联系调解员。',
    'You are not assigned to this language. Please ask the mediator.',
  ),
  'interpreter.elsewhere': tell(
    '您被安排在另一个房间做翻译。',
    'You are assigned to interpret in another room.',
  ),
  'channel.taken': tell('已有翻译在译成这种语言。', 'Somebody else is interpreting into this language.'),
  'channel.not-chosen': tell('您没有选择收听这种语言。', 'You have not chosen to hear this language.'),
  'handover.none': tell('目前没有人向您交接。', 'Nobody is handing over to you just now.'),
  'handover.not-interpreting': tell(
    '您目前没有在译成任何语言，无需交接。',
    'You are not interpreting just now, so there is nothing to hand over.',
  ),
  'handover.no-partner': tell('此人目前不能接替您。', 'This person cannot take over from you just now.'),
  'handover.under-way': tell('您已经在交接。', 'You are handing over already.'),
  'handover.silent': tell('请先打开麦克风，再接手翻译。', 'Open your microphone first, then take over.'),
  'channel.consecutive': tell(
    '这个房间采用轮流翻译，没有语言频道。',
    'In this room people and interpreters speak in turn, so there are no channels.',
  ),
  'floor.none': tell('这个房间不需要轮流发言。', 'In this room nobody has to wait for their turn.'),
  'floor.taken': tell('现在是别人的发言时间。', 'It is somebody else’s turn to speak.'),
  'floor.not-yours': tell('现在还没有轮到您。', 'It is not your turn.'),
  'pace.too-soon': tell('刚刚已经提醒过了，请稍候。', 'You have just asked. Please wait a moment.'),
  'term.unknown': tell('没有这个术语。', 'There is no such term.'),
  'glossary.full': tell(
    '术语已经满了，请先删去一些。',
    'There is no room for more terms. Please remove some first.',
  ),
  'booth.not-in': tell('这是翻译之间的对话。', 'This is for the interpreters among themselves.'),

  'captions.not-yours': tell(
    '您没有被安排打字幕。请联系调解员。',
    'You are not assigned to type captions. Please ask the mediator.',
  ),
  'captions.unavailable': tell(
    '这里没有设置自动字幕，可以请人打字幕。',
    'Automatic captions are not set up here. You can ask somebody to type them.',
  ),
  'captions.not-chosen': tell(
    '您没有打开这种语言的字幕。',
    'You have not turned on captions in this language.',
  ),

  'media.not-joined': retry(
    '声音和画面还没有接通，请稍候。',
    'Sound and picture are not connected yet. One moment.',
  ),
  'media.already-published': tell('已在发送同类画面或声音。', 'This is already being sent.'),
  'media.unknown': tell('该画面或声音已不存在。', 'This picture or sound is no longer there.'),
  'media.not-now': retry('该声音现在不是给您听的。', 'This is not for you to hear just now.'),
  'media.bad-parameters': tell(
    '这台设备的声音或画面无法接通，请刷新页面后再试。',
    'Sound or picture of this device cannot be connected. Reload the page and try again.',
  ),
  'media.screen-taken': tell(
    '已有人在共享屏幕，请等对方停止后再试。',
    'Someone is already sharing a screen. Try again once they stop.',
  ),
  'sfu.unavailable': retry(
    '声音和画面暂时接不通，正在重试。',
    'Sound and picture are away just now. Trying again.',
  ),
  'sfu.stale': drop('该指令已过期。', 'That instruction is out of date.'),
  'sfu.unauthenticated': drop(
    '媒体节点拒绝了未经认证的连接。',
    'The media node refused an unauthenticated link.',
  ),
  'sfu.crossing': drop('拒绝跨房间传送。', 'A transmission between rooms was refused.'),

  'store.unavailable': retry('数据暂时无法保存，正在重试。', 'Nothing can be saved just now. Trying again.'),
  'server.failed': retry(
    '服务器出现问题，请稍候再试。',
    'Something went wrong on the server. Please try again.',
  ),

  'staff.not-signed-in': tell('请先登录。', 'Please sign in.'),
  'staff.wrong-password': tell('用户名或密码不正确。', 'The user name or the password is wrong.'),
  'staff.locked-out': tell(
    '尝试次数过多，请稍后再登录。',
    'Too many attempts. Wait a while before you sign in again.',
  ),
  'account.taken': tell('该用户名已被使用，请换一个。', 'That user name is taken. Choose another.'),
  'account.unknown': tell('找不到这个账号。', 'This account cannot be found.'),
  'account.disabled': tell(
    '这个账号已停用，请联系本机构的管理员。',
    'This account is disabled. Ask an administrator of your organisation.',
  ),
  'account.self': tell('请在“我的设置”里更改自己的密码。', 'Change your own password under “My settings”.'),
  'account.last-administrator': tell(
    '这是最后一位管理员，不能停用。',
    'This is the last administrator, who cannot be disabled.',
  ),
  'case.unknown': tell('找不到这个案件。', 'This case cannot be found.'),
  'case.last-mediator': tell(
    '这是案件中唯一的调解员，请先添加另一位调解员。',
    'This is the only mediator of the case. Add another one first.',
  ),
  'case.too-many-people': tell(
    '人数已达上限，请减少人数后再试。',
    'That is more people than a case or a session can have.',
  ),
  'person.unknown': tell('此人不在这个案件中。', 'This person is not part of this case.'),
  'link.unknown': tell('找不到这个链接。', 'This link cannot be found.'),
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof catalogue;
export const ErrorCode = z.enum(Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]]);
