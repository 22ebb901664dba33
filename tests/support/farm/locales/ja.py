"""Japanese."""

from tests.support.farm.locales import LABELS, PAGES, Locale, cities, listed, mapped, trades

JAPAN = Locale(
    language="ja-JP",
    country="JP",
    country_name="日本",
    calling_code="81",
    trades=trades("""
        panya | ベーカリー | 天然酵母パン; ウェディングケーキ; 季節の焼き菓子; 米粉パン
        shika | 歯科医院 | 定期検診; インプラント; 矯正歯科; 小児歯科
        horitsu | 法律事務所 | 労働問題; 相続; 離婚調停; 契約書の確認
        setsubi | 設備工業 | 水漏れ修理; 給湯器の交換; 浴室リフォーム; 空調工事
        ryokan | 旅館 | 露天風呂付き客室; 会席料理; 宴会場; 送迎
        shokudo | 食堂 | 日替わり定食; 郷土料理; 宴会コース; お弁当
        mokko | 木工所 | 注文家具; 造作棚; 建具の修理; 無垢材の机
        jidosha | 自動車整備 | 車検; タイヤ交換; 板金塗装; エアコン点検
        hana | 生花店 | ブーケ; 供花; 観葉植物; 花の定期便
        kenchiku | 建築設計事務所 | 注文住宅; 古民家の改修; 耐震診断; 店舗設計
        zeimu | 税理士事務所 | 決算申告; 給与計算; 会社設立; 事業承継
        insatsu | 印刷所 | 名刺; 冊子; ポスター; 製本
    """),
    cities=cities("""
        東京都千代田区 | 100-00## | 3 | 1234-####
        大阪市北区 | 530-00## | 6 | 6123-####
        京都市中京区 | 604-80## | 75 | 212-####
    """),
    streets=listed("""
        丸の内1丁目{}番
        本町2丁目{}番
        桜通り{}番地
        中央3丁目{}番
    """),
    town_line="〒{postcode} {city}",
    first_names=("健太|kenta", "美咲|misaki", "大輔|daisuke", "陽子|yoko", "翔|sho", "由美|yumi"),
    last_names=(
        "佐藤|sato",
        "鈴木|suzuki",
        "高橋|takahashi",
        "田中|tanaka",
        "渡辺|watanabe",
        "中村|nakamura",
        "小林|kobayashi",
    ),
    name_forms=("{last}{noun}", "株式会社{last}{noun}", "{noun} {last}", "有限会社{last}{noun}"),
    national=("0{area}-{local}", "(0{area}) {local}"),
    international=("+81-{area}-{local}", "+81 {area} {local}", "+81 (0){area}-{local}"),
    labels=mapped(
        LABELS,
        """
        ホーム
        会社概要
        サービス
        スタッフ紹介
        お知らせ
        お問い合わせ
        特定商取引法に基づく表記
        プライバシーポリシー
        電話番号
        FAX
        メール
        住所
        営業時間
        フォローする
        シェア
        続きを読む
        無断転載を禁じます
        代表取締役
        登録番号
        法人番号
        平日 9:00～18:00
        お気軽にご連絡ください
        メールを送る
        お電話ください
        検索
        お名前
        お問い合わせ内容
        送信
        当サイトは正しく動作するためにクッキーを使用します。
        同意する
        ページが見つかりません
    """,
    ),
    paths=mapped(
        PAGES,
        """
        company
        service
        staff
        news
        contact
        legal
        privacy
    """,
    ),
    mailboxes=("info", "saiyo", "keiri", "yoyaku"),
    sentences=listed("""
        {company}は{year}年の創業以来、{city}の皆さまに支えられてまいりました。
        いま特にご要望の多いのは「{service}」で、あわせて「{other}」にも力を入れております。
        代表の{person}が一件ずつ責任を持って担当し、「{service}」についてのご質問にもお答えします。
        お待たせしてしまうくらいなら、お引き受けする数を減らしてでも丁寧な仕事をいたします。
        {city}の駅から歩いて五分ほど、建物の裏に駐車場がございます。
        {year}年には店舗を広げ、「{service}」のための場所を新しく設けました。
        材料はできるかぎり近くの顔の見える生産者から仕入れております。
        お見積もりは無料で、書面にてお渡しし、三十日間有効です。
        「{service}」には根気と良い道具、そして仕事への愛情が欠かせません。
        地域の学校や団体、企業の皆さまから長年「{other}」をご依頼いただいております。
        お急ぎの場合はお電話ください。多くの場合、その週のうちに対応いたします。
        毎年二人の見習いを迎え、その多くが今も一緒に働いています。
        私たちの特徴は、わかりやすい料金と、最初から最後まで同じ担当者であることです。
        「話をよく聞いて、約束の日に仕上げてくれました」というお言葉をいただきました({service})。
        「{other}」の料金表は店頭に掲示しており、郵送も承ります。
        {company}は{year}年に家族で始めた、今も独立した会社です。
    """),
    charsets=(("utf-8", 64), ("shift_jis", 36)),
    surname_first=True,
)
