using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Paths and labels from the columns of a table.</summary>
public sealed class ColReaderTests
{
    private static readonly CsvOptions AsWritten = new() { Kind = ColumnKind.Text, Missing = [] };

    [Fact]
    public void A_column_is_read_by_name_or_number_with_prefix_and_suffix()
    {
        IReadOnlyList<FrameRow> rows = Frame.ParseCsv("image,tags\n007,sea sky sea\n\n\"2, b\",\n", AsWritten).Rows();
        var path = new ColReader("image", new() { Prefix = "train/", Suffix = ".jpg" });
        Assert.Equal(["train/007.jpg", "train/2, b.jpg"], rows.Select(path.Text));
        var tags = new ColReader(1, new() { Delimiter = " " });
        Assert.Equal(["sea", "sky"], tags.Labels(rows[0]));
        Assert.Empty(tags.Labels(rows[1]));
        Assert.Equal(["sea sky sea"], new ColReader("tags").Labels(rows[0]));
        Assert.Equal([0, 1], rows.Select(row => row.Index));
        Assert.Equal("ColReader(image)", path.ToString());
    }

    [Fact]
    public void Values_stay_as_they_are_written_when_text_is_asked_for_all_columns()
    {
        Frame frame = Frame.ParseCsv("a,b,c\n1.50,NA,2\n01,,3\n", AsWritten with { Kinds = new Dictionary<string, ColumnKind> { ["c"] = ColumnKind.Integer } });
        Assert.Equal([ColumnKind.Text, ColumnKind.Text, ColumnKind.Integer], frame.Columns.Select(column => column.Kind));
        Assert.Equal(["1.50", "NA", "2"], frame.Columns.Select(column => column.TextAt(0)));
        Assert.Equal(["01", "", "3"], frame.Columns.Select(column => column.TextAt(1)));
        string message = Assert.Throws<HoneDataException>(() => Frame.ParseCsv("a\n1\nx\n", new() { Kind = ColumnKind.Number })).Message;
        Assert.Contains("\"x\"", message);
        Assert.Contains("row 3", message);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        FrameRow row = Frame.ParseCsv("image,tags\n1,a\n").Rows()[0];
        HoneDataException error = Assert.Throws<HoneDataException>(() => new ColReader("label").Text(row));
        Assert.Contains("\"label\"", error.Message);
        Assert.Contains("image, tags", error.Message);
        error = Assert.Throws<HoneDataException>(() => new ColReader(5).Labels(row));
        Assert.Contains("column 5", error.Message);
        Assert.Contains("2 columns: image, tags", error.Message);
        Assert.Contains("column -1", Assert.Throws<HoneDataException>(() => row.Text(-1)).Message);
    }

    [Fact]
    public void A_path_that_is_missing_is_an_error_with_its_row_and_a_missing_label_is_none()
    {
        FrameRow row = Frame.ParseCsv("image,tags\na,b\n,\n").Rows()[1];
        Assert.Contains("none in row 1", Assert.Throws<HoneDataException>(() => new ColReader("image").Text(row)).Message);
        Assert.Empty(new ColReader("tags").Labels(row));
    }
}
