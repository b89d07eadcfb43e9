using System.IO.Compression;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>What a CSV file may look like, and what is said when it cannot be read.</summary>
public sealed class CsvTests
{
    [Fact]
    public void Kinds_are_inferred_and_shown()
    {
        Frame frame = Frame.ParseCsv("""
            id,price,name,when,ok,zip,empty
            1,2.5,apple,2011-01-31,true,02134,
            2,NA,"pear, ripe",1/2/11,false,10001,?
            ,3,apple,,TRUE,10001,NaN
            """);
        Assert.Equal(3, frame.RowCount);
        Assert.Equal(
            [ColumnKind.Integer, ColumnKind.Number, ColumnKind.Text, ColumnKind.Date, ColumnKind.Bool, ColumnKind.Text, ColumnKind.Number],
            frame.Schema.Columns.Select(column => column.Kind));
        Assert.Equal([1, 1, 0, 1, 0, 0, 3], frame.Schema.Columns.Select(column => column.Missing));
        Assert.Equal([1L, 2L, null], [.. Enumerable.Range(0, 3).Select(row => frame.IntegerColumn("id")[row])]);
        Assert.Equal("pear, ripe", frame.TextColumn("name")[1]);
        Assert.Equal(["apple", "pear, ripe"], frame.TextColumn("name").Levels);
        Assert.Equal(new DateTime(2011, 1, 31), frame.DateColumn("when")[0]);
        Assert.Equal(new DateTime(2011, 1, 2), frame.DateColumn("when")[1]);
        Assert.True(frame.BoolColumn("ok")[2]);
        Assert.Equal("02134", frame.TextColumn("zip")[0]);
        string schema = frame.Schema.ToString();
        Assert.Contains("price   Number   1", schema);
        Assert.Contains("when    Date     1", schema);
    }

    [Fact]
    public void Quotes_may_hold_separators_quotes_and_line_breaks()
    {
        Frame frame = Frame.ParseCsv("a,b\r\n\"one\ntwo\",\"say \"\"hi\"\"\"\r\n\r\n x , \" y \"\r\n");
        Assert.Equal(2, frame.RowCount);
        Assert.Equal("one\ntwo", frame.TextColumn("a")[0]);
        Assert.Equal("say \"hi\"", frame.TextColumn("b")[0]);
        Assert.Equal("x", frame.TextColumn("a")[1]);
        Assert.Equal(" y ", frame.TextColumn("b")[1]);
        Assert.Equal(" x ", Frame.ParseCsv("a,b\n x ,y", new CsvOptions { Trim = false }).TextColumn("a")[0]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_tells_the_encoding(string name)
    {
        using var folder = new TemporaryFolder();
        Encoding encoding = Encoding.GetEncoding(name);
        string path = folder.File("a.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("név,n\nGyőr,1\n")]);
        Frame frame = Frame.ReadCsv(path);
        Assert.Equal(["név", "n"], frame.Names);
        Assert.Equal("Győr", frame.TextColumn("név")[0]);
    }

    [Fact]
    public void Bytes_that_are_none_in_the_marked_encoding_are_an_error()
    {
        using var folder = new TemporaryFolder();
        string marked = folder.File("a.csv", [0xEF, 0xBB, 0xBF, .. "a\n1\n"u8, 0xFF, .. "\n"u8]);
        var error = Assert.Throws<HoneFormatException>(() => Frame.ReadCsv(marked));
        Assert.Contains("0xFF in line 3", error.Message);
        Assert.Equal(7, error.ByteOffset);
        string wide = folder.File("b.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\n"), 0x00, 0xD8, 0x0A, 0x00]);
        Assert.Contains("utf-16", Assert.Throws<HoneFormatException>(() => Frame.ReadCsv(wide)).Message);
        string bare = folder.File("c.csv", Encoding.Unicode.GetBytes("név\n1\n"));
        Assert.Equal(["név"], Frame.ReadCsv(bare, new CsvOptions { Encoding = CsvEncoding.Utf16 }).Names);
        string cut = folder.File("d.csv", [.. "a\n1\ncaf"u8, 0xC3]);
        Assert.Contains("0xC3 in line 3", Assert.Throws<HoneFormatException>(() => Frame.ReadCsv(cut)).Message);
    }

    [Fact]
    public void Latin_1_is_read_on_request_and_otherwise_an_error_with_line_and_byte()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.csv", Encoding.Latin1.GetBytes("name,n\nplain,1\ncafé,2\n"));
        var error = Assert.Throws<HoneFormatException>(() => Frame.ReadCsv(path));
        Assert.Contains("line 3", error.Message);
        Assert.Contains("0xE9", error.Message);
        Assert.Contains("Latin1", error.Message);
        Assert.Equal(18, error.ByteOffset);
        Assert.Equal("café", Frame.ReadCsv(path, new CsvOptions { Encoding = CsvEncoding.Latin1 }).TextColumn("name")[1]);
    }

    [Fact]
    public void Gzip_is_known_by_its_content_and_a_damaged_one_is_an_error()
    {
        using var folder = new TemporaryFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{i * 37 % 101}\n"))));
        }

        byte[] bytes = packed.ToArray();
        Frame frame = Frame.ReadCsv(folder.File("table.csv", bytes));
        Assert.Equal(5000, frame.RowCount);
        Assert.Equal(4999, frame.IntegerColumn("a")[4999]);
        var error = Assert.Throws<HoneFormatException>(() => Frame.ReadCsv(folder.File("cut.csv", bytes[..(bytes.Length / 2)])));
        Assert.Contains("cut.csv", error.Message);
        Assert.Contains("cut off", error.Message);
    }

    [Fact]
    public void A_row_with_too_few_or_too_many_fields_is_an_error_with_its_number()
    {
        var few = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b,c\n1,2,3\n4,5\n"));
        Assert.Contains("3 fields", few.Message);
        Assert.Contains("2 fields", few.Message);
        Assert.Contains("row 3", few.Message);
        var many = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b\n1,2\n3,4,5\n"));
        Assert.Contains("3 fields, beginning with 3,4,5", many.Message);
        Assert.Contains("row 3", many.Message);
    }

    [Fact]
    public void A_name_that_occurs_twice_is_an_error_with_both_places()
    {
        var error = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b,a\n1,2,3\n"));
        Assert.Contains("\"a\" in columns 1 and 3", error.Message);
    }

    [Fact]
    public void A_text_where_the_schema_says_number_is_an_error_with_row_column_and_value()
    {
        var options = new CsvOptions { Kinds = new Dictionary<string, ColumnKind> { ["n"] = ColumnKind.Number } };
        var error = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("m,n\n1,2\n3,four\n", options));
        Assert.Contains("Column n", error.Message);
        Assert.Contains("Number", error.Message);
        Assert.Contains("\"four\"", error.Message);
        Assert.Contains("row 3", error.Message);
    }

    [Fact]
    public void A_kind_that_is_asked_for_replaces_the_inferred_one()
    {
        var options = new CsvOptions
        {
            Kinds = new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Text, ["b"] = ColumnKind.Number, ["c"] = ColumnKind.Bool, ["d"] = ColumnKind.Integer },
        };
        Frame frame = Frame.ParseCsv("a,b,c,d\n01,1,yes,007\n2,2,0,8\n", options);
        Assert.Equal("01", frame.TextColumn("a")[0]);
        Assert.Equal(2, frame.NumberColumn("b")[1]);
        Assert.True(frame.BoolColumn("c")[0]);
        Assert.Equal(7, frame.IntegerColumn("d")[0]);
        Assert.Equal(["b", "c", "d"], Frame.ParseCsv("b,c,d\n9,1,1\n", options with { Kinds = frame.Without("a").Schema.Kinds }).Names);
        Assert.Contains("\"a\"", Assert.Throws<HoneDataException>(() => Frame.ParseCsv("b,c,d\n9,1,1\n", options)).Message);
        Assert.Equal(frame.Schema.Kinds, Frame.ParseCsv("a,b,c,d\n9,1,1,3\n", options with { Kinds = frame.Schema.Kinds }).Schema.Kinds);
    }

    [Fact]
    public void A_column_that_becomes_text_late_keeps_its_first_values_as_they_were()
    {
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 6000).Select(i => $"{i}.50,{i}\n")) + "last,1\n";
        var passes = new List<int>();
        Frame frame = Frame.ParseCsv(text, new CsvOptions { Progress = new Reports(passes) });
        Assert.Equal("7.50", frame.TextColumn("a")[7]);
        Assert.Equal("last", frame.TextColumn("a")[6000]);
        Assert.Equal(5999, frame.IntegerColumn("b")[5999]);
        Assert.Equal([1, 2], passes);
    }

    [Fact]
    public void Whole_numbers_become_numbers_at_the_first_fraction()
    {
        NumberColumn column = Frame.ParseCsv("a\n1\nNA\n2\n2.5\n-1e-3\ninf\n").NumberColumn("a");
        Assert.Equal([1, double.NaN, 2, 2.5, -0.001, double.PositiveInfinity], Enumerable.Range(0, 6).Select(row => column[row]));
    }

    [Fact]
    public void A_decimal_comma_is_read_on_request()
    {
        Frame frame = Frame.ParseCsv("a;b\n1,5;x\n-2,25;y\n", new CsvOptions { DecimalComma = true });
        Assert.Equal(1.5, frame.NumberColumn("a")[0]);
        Assert.Equal(-2.25, frame.NumberColumn("a")[1]);
        Assert.Equal(ColumnKind.Text, Frame.ParseCsv("a;b\n1,5;x\n").Schema.Kinds["a"]);
    }

    [Fact]
    public void Names_may_be_given_and_columns_left_out()
    {
        Frame frame = Frame.ParseCsv("1\t2\t3\n4\t5\t6\n", new CsvOptions { Names = ["x", "y", "z"], Columns = ["z", "x"] });
        Assert.Equal(["x", "z"], frame.Names);
        Assert.Equal(6, frame.IntegerColumn("z")[1]);
        var error = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b\n1,2\n", new CsvOptions { Columns = ["c"] }));
        Assert.Contains("\"c\"", error.Message);
        Assert.Contains("a, b", error.Message);
    }

    [Fact]
    public void Dates_of_other_forms_are_read_when_asked_for()
    {
        Frame frame = Frame.ParseCsv("d\n31.12.2020\n1.2.2021\n", new CsvOptions { DateFormats = ["d.M.yyyy"] });
        Assert.Equal(new DateTime(2021, 2, 1), frame.DateColumn("d")[1]);
        Assert.Equal(ColumnKind.Text, Frame.ParseCsv("d\n31/12/2020\n").Schema.Kinds["d"]);
        Assert.Equal(new DateTime(2020, 12, 31, 23, 30, 0), Frame.ParseCsv("d\n2021-01-01T01:30:00+02:00\n").DateColumn("d")[0]);
        Assert.Equal(new DateTime(1970, 1, 1), Frame.ParseCsv("d\n1/1/70\n").DateColumn("d")[0]);
    }

    [Fact]
    public void A_missing_file_an_empty_one_and_a_stray_quote_are_errors()
    {
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => Frame.ReadCsv("nowhere.csv")).Message);
        Assert.Contains("empty", Assert.Throws<HoneDataException>(() => Frame.ParseCsv(string.Empty)).Message);
        var quote = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b\n1,5\" pipe\n"));
        Assert.Contains("row 2", quote.Message);
        Assert.Contains("quote that does not: 5\" pipe", quote.Message);
        Assert.Contains("row 2", Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b\n1,\"open\n")).Message);
        var open = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a,b\n\"1,2\n3,4\n" + new string('x', 3000), new CsvOptions { MaxFieldLength = 1000 }));
        Assert.Contains("1000", open.Message);
    }

    [Fact]
    public void A_table_of_names_alone_has_no_rows()
    {
        Frame frame = Frame.ParseCsv("a,b\n");
        Assert.Equal(0, frame.RowCount);
        Assert.Equal(["a", "b"], frame.Names);
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        string path = folder.File("a.csv", Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 40000))));
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Frame.ReadCsv(path, null, source.Token));
        Assert.Equal(40000, Frame.ReadCsv(path).RowCount);
        Assert.Equal(3, Frame.ReadCsv(path, new CsvOptions { MaxRows = 3 }).RowCount);
    }

    [Fact]
    public void Json_rows_are_read_as_an_array_and_line_by_line()
    {
        using var folder = new TemporaryFolder();
        string array = folder.File("a.json", Encoding.UTF8.GetBytes("""[{"a": 1, "b": "x", "d": "2020-01-02"}, {"b": "12", "c": true, "a": 2.5}]"""));
        string lines = folder.File("a.jsonl", Encoding.UTF8.GetBytes("{\"a\": 1, \"b\": \"x\", \"d\": \"2020-01-02\"}\n\n{\"b\": \"12\", \"c\": true, \"a\": 2.5}\n"));
        foreach (string path in (string[])[array, lines])
        {
            Frame frame = Frame.ReadJson(path);
            Assert.Equal(["a", "b", "d", "c"], frame.Names);
            Assert.Equal(2.5, frame.NumberColumn("a")[1]);
            Assert.Equal("12", frame.TextColumn("b")[1]);
            Assert.Null(frame.DateColumn("d")[1]);
            Assert.True(frame.BoolColumn("c")[1]);
            Assert.Null(frame.BoolColumn("c")[0]);
        }
    }

    [Fact]
    public void Json_that_is_no_table_is_an_error_with_row_and_column()
    {
        using var folder = new TemporaryFolder();
        string mixed = folder.File("a.json", Encoding.UTF8.GetBytes("""[{"a": 1}, {"a": "two"}]"""));
        var error = Assert.Throws<HoneDataException>(() => Frame.ReadJson(mixed));
        Assert.Contains("column a", error.Message);
        Assert.Contains("\"two\"", error.Message);
        Assert.Contains("row 1", error.Message);
        Assert.Equal("two", Frame.ReadJson(mixed, new Dictionary<string, ColumnKind> { ["a"] = ColumnKind.Text }).TextColumn("a")[1]);
        string nested = folder.File("b.json", Encoding.UTF8.GetBytes("""[{"a": [1]}]"""));
        Assert.Contains("a: Array", Assert.Throws<HoneDataException>(() => Frame.ReadJson(nested)).Message);
        string torn = folder.File("c.json", Encoding.UTF8.GetBytes("{\"a\": 1}\n{\"a\": "));
        Assert.Contains("line 2", Assert.Throws<HoneFormatException>(() => Frame.ReadJson(torn)).Message);
    }

    [Theory]
    [InlineData("[{\"a\": 1}, {\"a\": 2, \"b\": nothing}]", "row 1, column b")]
    [InlineData("{\"a\": 1}\n{\"a\": 2, \"b\": \"x}\n", "row 1, column b")]
    [InlineData("[{\"a\": 1}, {\"b\": \"\\ud800\"}]", "row 1, column b")]
    [InlineData("[{\"a\": 1}] {\"a\": 2}", "a second value behind an array of 1 rows")]
    [InlineData("[{\"a\": 1}", "row 1")]
    public void Json_that_is_torn_or_malformed_names_row_and_column(string json, string place)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.json", Encoding.UTF8.GetBytes(json));
        Assert.Contains(place, Assert.Throws<HoneFormatException>(() => Frame.ReadJson(path)).Message);
    }

    [Theory]
    [InlineData("[1, 2]", "Number")]
    [InlineData("[[{\"a\": 1}]]", "Array")]
    [InlineData("{\"a\": 1}\n[2]", "Array")]
    [InlineData("{\"a\": 1}\ntrue", "True")]
    [InlineData("[{\"a\": 1, \"a\": 2}]", "\"a\" twice")]
    [InlineData("[{\"a\": {\"b\": 2}}]", "a: Object")]
    public void Json_rows_that_are_no_flat_objects_are_errors(string json, string part)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.json", Encoding.UTF8.GetBytes(json));
        Assert.Contains(part, Assert.Throws<HoneDataException>(() => Frame.ReadJson(path)).Message);
    }

    [Fact]
    public void Json_is_read_across_buffers_with_long_values_gaps_and_columns_that_change_their_mind()
    {
        using var folder = new TemporaryFolder();
        string text = new('x', 200_000);
        var lines = new StringBuilder();
        var array = new StringBuilder("\ufeff[");
        for (int row = 0; row < 20_000; row++)
        {
            string late = row == 15_000 ? $", \"late\": \"{text}\"" : string.Empty;
            string day = row < 12_000 ? $"2020-01-{1 + (row % 28):00}" : "no day";
            string json = FormattableString.Invariant($"{{\"n\": {row / 2.0}, \"day\": \"{day}\", \"flag\": {(row % 3 == 0 ? "true" : "false")}, \"word\": \"caf\u00e9 {row % 7}\"{late}}}");
            lines.Append(json).Append('\n');
            array.Append(row == 0 ? string.Empty : ",\n ").Append(json);
        }

        Frame[] frames =
        [
            Frame.ReadJson(folder.File("a.jsonl", Encoding.UTF8.GetBytes(lines.ToString()))),
            Frame.ReadJson(folder.File("a.json", Encoding.UTF8.GetBytes(array.Append(']').ToString()))),
            Frame.ReadJson(folder.File("b.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(lines.ToString())])),
        ];
        foreach (Frame frame in frames)
        {
            Assert.Equal(["n", "day", "flag", "word", "late"], frame.Names);
            Assert.Equal(20_000, frame.RowCount);
            Assert.Equal(9999.5, frame.NumberColumn("n")[19_999]);
            Assert.Equal("2020-01-01", frame.TextColumn("day")[0]);
            Assert.Equal("no day", frame.TextColumn("day")[19_999]);
            Assert.Equal("caf\u00e9 3", frame.TextColumn("word")[3]);
            Assert.Equal(text, frame.TextColumn("late")[15_000]);
            Assert.Equal(19_999, frame["late"].MissingCount);
            Assert.True(frame.BoolColumn("flag")[19_998]);
        }
    }

    [Fact]
    public void Json_is_refused_at_the_first_bad_row_before_the_rest_is_read()
    {
        // 48 MB of rows behind the bad one: whoever reads the file whole holds them.
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "long.json");
        using (FileStream file = File.Create(path))
        {
            file.Write("[{\"a\": 1}, {\"a\": \"two\"}"u8);
            byte[] rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(", {\"a\": 3}", 1 << 17)));
            for (int i = 0; i < 36; i++)
            {
                file.Write(rows);
            }

            file.Write("]"u8);
        }

        Assert.InRange(new FileInfo(path).Length, 45_000_000, 60_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("row 1", Assert.Throws<HoneDataException>(() => Frame.ReadJson(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private sealed class Reports(List<int> passes) : IProgress<CsvProgress>
    {
        public void Report(CsvProgress value)
        {
            Assert.InRange(value.Bytes, 1, value.TotalBytes);
            passes.Add(value.Pass);
        }
    }
}
