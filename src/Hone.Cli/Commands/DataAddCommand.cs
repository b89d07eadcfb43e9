using System.CommandLine;
using Hone.Method;

namespace Hone.Cli;

/// <summary><c>hone data add PATH</c>: copies files into the project, hashed and read-only.</summary>
internal sealed class DataAddCommand : HoneVerb
{
    private const string Where = "hone data add";

    private readonly CliHost _host;
    private readonly Argument<string> _path = new("path") { HelpName = "PATH", Description = "a file, a folder, a zip or a tar archive; archives are unpacked" };
    private readonly Option<string> _kind = new("--kind") { Description = "table, image-folders, image-table, image-masks, ratings or text-folders; found from the files without it", HelpName = "KIND" };
    private readonly Option<string> _table = new("--table") { Description = "the table with the items, below data/raw (default: the only one; tables of pictures with the same columns are read together)", HelpName = "FILE" };
    private readonly Option<string> _folder = new("--folder") { Description = "the folder of the images or texts, below data/raw", HelpName = "DIR" };
    private readonly Option<string> _masks = new("--masks") { Description = "the folder of the masks, below data/raw", HelpName = "DIR" };
    private readonly Option<string> _id = new("--id") { Description = "the column with a key of each row", HelpName = "COLUMN" };
    private readonly Option<string> _file = new("--file-column") { Description = "the column with the image of each row", HelpName = "COLUMN" };
    private readonly Option<string> _targets = new("--targets") { Description = "for points: the columns that are predicted, as x0..y67 or with commas between (default: all columns of numbers beside the key)", HelpName = "COLUMNS" };
    private readonly Option<string> _format = new("--date-format") { Description = "how dates are written, such as d/M/yyyy", HelpName = "FORMAT" };
    private readonly Option<string> _directory = CommonOptions.Project();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DataAddCommand(CliHost host)
        : base("add", "copy files into data/raw: hashed, read-only, listed in data/manifest.json")
    {
        _host = host;
        Arguments.Add(_path);
        foreach (Option option in new Option[] { _kind, _table, _folder, _masks, _id, _file, _targets, _format, _directory, _json })
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("hone data add flowers12.tar.gz", "an archive; interrupted, the same line goes on"),
        new("hone data add bike-hour.csv.gz --id instant", "a table and its key"),
        new("hone data add faces.tar.gz --targets x0..y67", "pictures and a table with 136 numbers for each"),
    ];

    private int Run(ParseResult parse)
    {
        Project project = ProjectFinder.Open(_host, OptionValues.Folder(parse.GetValue(_directory), "--dir", Where), Where);
        string path = parse.GetRequiredValue(_path);
        string full = path.StartsWith("kaggle:", StringComparison.Ordinal) ? path : Path.GetFullPath(path, _host.WorkingDirectory);
        DataSource known = project.Data.Source;
        DataSource source = known with
        {
            Kind = OptionValues.Word<DataKind>(parse.GetValue(_kind), "--kind", Where) ?? known.Kind,
            Table = parse.GetValue(_table) ?? known.Table,
            Folder = parse.GetValue(_folder) ?? known.Folder,
            MaskFolder = parse.GetValue(_masks) ?? known.MaskFolder,
            IdColumn = parse.GetValue(_id) ?? known.IdColumn,
            FileColumn = parse.GetValue(_file) ?? known.FileColumn,
            Targets = parse.GetValue(_targets) ?? known.Targets,
            DateFormat = parse.GetValue(_format) ?? known.DateFormat,
        };
        AddedData added = project.Data.Add(full, source == known ? null : source, _host.CancellationToken);
        if (parse.GetValue(_json))
        {
            CliJson.Write(_host.Out, added, CliJson.Default.AddedData);
        }
        else
        {
            Screen screen = Screen.OfOutput(_host);
            string kept = added.Kept == 0 ? "" : $", {Figures.Count(added.Kept)} of them were there already";
            screen.Paragraph("[bold]added[/]  ", 7, $"{Figures.Count(added.Files)} files, {Figures.Bytes(added.Bytes)}{kept}");
            screen.Paragraph("       ", 7, $"{ProjectData.RawFolder} has {Figures.Count(added.Manifest.Files.Count)} files, hash {Figures.Short(added.Manifest.Hash)}; they are read-only now", "dim");
            screen.Paragraph("next   ", 7, $"{_host.CommandName} data describe");
        }

        return (int)ExitCode.Pass;
    }
}
