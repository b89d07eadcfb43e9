using System.Globalization;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Method.Tests.Points;

/// <summary>Small pictures with a bright square on the background of a person, whose two corners are the points; in two tables that share their people.</summary>
internal static class SmallFaces
{
    public const int People = 12;
    public const int PicturesOfPerson = 6;
    public const int Count = People * PicturesOfPerson;

    private static readonly PreparedProjects Copies = new();

    private const int Side = 24;
    private const int Square = 8;
    private const string Header = "file,person,x0,y0,x1,y1\n";

    /// <summary>Writes <c>faces/training</c>, <c>faces/test</c> and their tables below a folder; four pictures of each person train, two test.</summary>
    public static string Write(string folder)
    {
        string root = Path.Combine(folder, "faces");
        var tables = new Dictionary<string, StringBuilder> { ["training"] = new(Header), ["test"] = new(Header) };
        var random = new Random(3);
        for (int person = 0; person < People; person++)
        {
            for (int k = 0; k < PicturesOfPerson; k++)
            {
                string part = k < 4 ? "training" : "test";
                string name = $"Anna_{(char)('A' + person)}_{k:00}.png";
                int x = random.Next(Side - Square);
                int y = random.Next(Side - Square);
                Picture(Path.Combine(root, part, name), x, y, (byte)(20 + (5 * person)));

                // Whole numbers in one table and tenths in the other, which no float holds exactly.
                string shift = part == "training" ? ".3" : "";
                tables[part].Append(CultureInfo.InvariantCulture, $"{name},Anna_{(char)('A' + person)},{x}{shift},{y}{shift},{x + Square}{shift},{y + Square}{shift}\n");
            }
        }

        foreach ((string part, StringBuilder table) in tables)
        {
            File.WriteAllText(Path.Combine(root, part + ".csv"), table.ToString());
        }

        return root;
    }

    /// <summary>A project that predicts points, with the pictures added.</summary>
    public static Project Project(TemporaryFolder folder, DataSource? source = null, string metric = "mae") =>
        source is null ? Copies.Of(metric, folder, made => Made(made, null, metric)) : Made(folder, source, metric);

    private static Project Made(TemporaryFolder folder, DataSource? source, string metric)
    {
        Project project = Method.Project.Create(
            folder["p"],
            new Charter { Question = "Where are the corners?", Target = "points", TargetKind = TargetKind.Points, Metric = metric },
            new ProjectOptions { Clock = new FixedClock(), RunIdSeed = 7, Processes = new FakeProcessTable() });
        project.Data.Add(Write(folder.Path), source);
        return project;
    }

    /// <summary>Splits the project by person and freezes that.</summary>
    public static FrozenSplit Freeze(Project project, SplitRequest? request = null)
    {
        SplitMaker.Make(project, "v1", request ?? new SplitRequest { By = "person", Options = new() { Fractions = new() { Valid = 0.25, Test = 0.25 } } });
        return project.Splits.Freeze("v1", project.Data.Manifest.Hash);
    }

    private static void Picture(string path, int left, int top, byte background)
    {
        byte[] pixels = new byte[Side * Side];
        Array.Fill(pixels, background);
        for (int y = top; y < top + Square; y++)
        {
            pixels.AsSpan((y * Side) + left, Square).Fill(220);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Png.Encode(new ImageData(Side, Side, 1, pixels)));
    }
}
