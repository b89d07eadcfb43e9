using System.Text;

namespace Hone.Method;

/// <summary>
/// What a project does to people when it works: six questions in <c>CONSEQUENCES.md</c>, answered in words and linked from every report. An empty page shows as "not considered".
/// </summary>
public sealed class Consequences
{
    /// <summary>The file in the project folder.</summary>
    public const string FileName = "CONSEQUENCES.md";

    private Consequences(string path, IReadOnlyList<ConsequenceAnswer> answers)
    {
        Path = path;
        Answers = answers;
    }

    /// <summary>The questions, the first one first.</summary>
    public static IReadOnlyList<string> Questions { get; } =
    [
        "What happens if it works exactly as intended, at scale?",
        "Who is measured wrongly, and how would we know?",
        "Does its output come back as its input (a feedback loop)?",
        "What does a wrong answer cost, and whom?",
        "Who can object, and who answers?",
        "How is it switched off?",
    ];

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>Each question with what stands below it.</summary>
    public IReadOnlyList<ConsequenceAnswer> Answers { get; }

    /// <summary>Whether no question is answered.</summary>
    public bool IsEmpty => Answers.All(answer => answer.Text.Length == 0);

    /// <summary>Reads the page; a project without one has answered nothing.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="StorageException">The file is there and cannot be read.</exception>
    public static Consequences Read(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        string path = System.IO.Path.Combine(project.Directory, FileName);
        string[] lines;
        try
        {
            lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (DiskErrors.IsDisk(exception))
        {
            throw new StorageException(ExitCode.BadInput, "a page that can be read", exception.Message, path, "look at the permissions of the file", exception);
        }

        var answers = new List<ConsequenceAnswer>();
        foreach (string question in Questions)
        {
            int start = Array.FindIndex(lines, line => line.StartsWith("## ", StringComparison.Ordinal) && line.Contains(question, StringComparison.OrdinalIgnoreCase));
            string[] below = start < 0 ? [] : [.. lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];
            answers.Add(new ConsequenceAnswer(question, string.Join(' ', below.Select(line => line.Trim()).Where(line => line.Length > 0))));
        }

        return new Consequences(path, answers);
    }

    /// <summary>Writes the page with its questions where there is none; a page that is there stays as it is.</summary>
    /// <param name="project">The project.</param>
    /// <returns>Whether the page was written.</returns>
    /// <exception cref="StorageException">The file cannot be written.</exception>
    public static bool Create(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        string path = System.IO.Path.Combine(project.Directory, FileName);
        if (File.Exists(path))
        {
            return false;
        }

        var text = new StringBuilder("# Consequences\n\nWrite below each question; the report links here and shows what is open.\n");
        foreach (string question in Questions)
        {
            text.Append($"\n## {question}\n\n");
        }

        ProjectFile.WriteText(path, text.ToString());
        return true;
    }
}
