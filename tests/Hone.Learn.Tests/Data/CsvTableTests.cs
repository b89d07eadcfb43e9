using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_column_is_read_by_name_or_number_with_prefix_and_suffix()
    {
        IReadOnlyList<CsvRow> rows = Table("image,tags\n1,sea sky\n\n\"2, b\",\n");
        var path = new ColReader("image", new() { Prefix = "train/", Suffix = ".jpg" });
        Assert.Equal(["train/1.jpg", "train/2, b.jpg"], rows.Select(path.Text));
        var tags = new ColReader(1, new() { Delimiter = " " });
        Assert.Equal(["sea", "sky"], tags.Labels(rows[0]));
        Assert.Empty(tags.Labels(rows[1]));
        Assert.Equal(["sea sky"], new ColReader("tags").Labels(rows[0]));
        Assert.Equal("table.csv:2", rows[0].ToString());
        Assert.Equal(["image", "tags"], rows[0].Columns);
        Assert.Equal(["1", "sea sky"], rows[0].Values);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        IReadOnlyList<CsvRow> rows = Table("image,tags,tags\n1,a,b\n2\n");
        HoneDataException error = Assert.Throws<HoneDataException>(() => rows[0]["label"]);
        Assert.Contains("\"label\"", error.Message);
        Assert.Contains("\"image\", \"tags\"", error.Message);
        Assert.Contains("2 of them", Assert.Throws<HoneDataException>(() => rows[0]["tags"]).Message);
        Assert.Contains("1 columns in row 3", Assert.Throws<HoneDataException>(() => rows[1][1]).Message);
        Assert.Contains("column -1", Assert.Throws<HoneDataException>(() => rows[1][-1]).Message);
    }

    [Fact]
    public void A_table_that_is_none_is_told_with_its_row()
    {
        Assert.Contains("an empty file", Assert.Throws<HoneDataException>(() => Table(string.Empty)).Message);
        Assert.Contains("row 3", Assert.Throws<HoneDataException>(() => Table("a,b\n1,2\nx\"y,2\n")).Message);
        Assert.Contains("no such file", Assert.Throws<HoneDataException>(() => CsvTable.Read(Path.Combine(_folder.Root, "gone.csv"))).Message);
    }

    private IReadOnlyList<CsvRow> Table(string text) => CsvTable.Read(_folder.File("table.csv", Encoding.UTF8.GetBytes(text)));
}
