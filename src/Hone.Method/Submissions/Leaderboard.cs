using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hone.Method;

/// <summary>The submissions of a project, in <c>submissions/</c>: files that do not change, and a hash-chained ledger of what became of them.</summary>
public sealed class Leaderboard
{
    private readonly Project _project;
    private readonly string _directory;
    private readonly string _ledgerPath;

    private Leaderboard(Project project)
    {
        _project = project;
        _directory = Path.Combine(project.Directory, "submissions");
        _ledgerPath = Path.Combine(_directory, "ledger.jsonl");
    }

    /// <summary>The leaderboard of a project.</summary>
    /// <param name="project">The project.</param>
    public static Leaderboard Of(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new Leaderboard(project);
    }

    /// <summary>Reads every submission, the oldest first.</summary>
    /// <exception cref="LedgerBrokenException">The ledger was edited: the message names the first broken link.</exception>
    public IReadOnlyList<SubmissionRow> List()
    {
        var rows = new List<SubmissionRow>();
        foreach (SubmissionEntry entry in ReadLedger())
        {
            int known = rows.FindIndex(row => row.Id == entry.Id);
            if (entry.Event == SubmissionEvent.Written)
            {
                rows.Add(RowOf(entry));
            }
            else if (known >= 0)
            {
                rows[known] = entry.Event == SubmissionEvent.Sent
                    ? rows[known] with { Sent = entry.Time }
                    : rows[known] with
                    {
                        PublicScore = entry.PublicScore ?? rows[known].PublicScore,
                        Rank = entry.Rank ?? rows[known].Rank,
                        PrivateScore = entry.PrivateScore ?? rows[known].PrivateScore,
                    };
            }
        }

        return rows;
    }

    /// <summary>Writes a submission that passes the validator, and sends it where that is asked for.</summary>
    /// <param name="request">What is submitted.</param>
    /// <param name="sample">The sample that it must keep to.</param>
    /// <param name="send">How it is sent; null to write it only.</param>
    /// <returns>The submission as the ledger knows it now.</returns>
    /// <exception cref="SubmissionException">
    /// A rule of the sample is broken, the same file was submitted before, no slot is left today, or the client is missing or fails.
    /// </exception>
    /// <exception cref="LedgerBrokenException">The ledger was edited.</exception>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    public SubmissionRow Submit(SubmissionRequest request, SubmissionSample sample, SendOptions? send = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sample);
        SubmissionReport report = SubmissionValidator.Validate(request.Content, sample, SubmissionValidator.MaxBytes);
        report.ThrowIfInvalid(request.Run is { } run ? $"the submission of run {run.Id}" : request.Name);
        if (send is not null)
        {
            KaggleClient.RequireInstalled(send.Client);
        }

        using FileLock exclusive = FileLock.Take(Path.Combine(_directory, "lock"));
        IReadOnlyList<SubmissionRow> before = List();
        SubmissionRow? same = before.FirstOrDefault(row => row.FileHash == report.Hash);
        bool isOnlyWritten = same is { Sent: null, PublicScore: null };
        if (same is not null && !(isOnlyWritten && send is not null))
        {
            throw new SubmissionException(
                ExitCode.Refused,
                "a file that was not submitted before",
                $"already submitted: {same.Id} of {same.Written.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} has the same bytes (hash {FrozenSplit.Short(report.Hash)})",
                Path.Combine(_directory, same.File),
                isOnlyWritten ? "it is written but not sent: add --send, or upload it by hand" : "look up its score with hone leaderboard");
        }

        if (send is not null)
        {
            RequireSlot(before, send);
        }

        SubmissionRow row = same ?? Write(request, report, before);
        if (send is not null)
        {
            KaggleClient.Submit(send, Path.Combine(_directory, row.File), $"{row.Id} {row.Recipe}");
            DateTimeOffset now = _project.Options.Clock.GetUtcNow();
            Append(new SubmissionEntry { Event = SubmissionEvent.Sent, Id = row.Id, Time = now });
            row = row with { Sent = now };
        }

        return row;
    }

    /// <summary>Writes a score down that the board shows.</summary>
    /// <param name="id">The id of the submission, such as <c>s003</c>.</param>
    /// <param name="publicScore">The public score; null to leave it.</param>
    /// <param name="rank">The rank; null to leave it.</param>
    /// <param name="privateScore">The private score; null to leave it.</param>
    /// <exception cref="SubmissionException">There is no such submission, nothing is said, a score is not finite, or the rank is below 1.</exception>
    public SubmissionRow Add(string id, double? publicScore, int? rank = null, double? privateScore = null)
    {
        IReadOnlyList<SubmissionRow> rows = List();
        if (!rows.Any(row => row.Id == id))
        {
            throw new SubmissionException(
                ExitCode.Usage,
                "the id of a submission",
                $"'{id}'; there are {rows.Count}: {string.Join(", ", rows.Select(row => row.Id).TakeLast(5))}",
                _ledgerPath,
                rows.Count == 0 ? "make one with hone submit" : "hone leaderboard lists them");
        }

        bool isSaid = publicScore is not null || privateScore is not null || rank is not null;
        bool isSound = (publicScore is null || double.IsFinite(publicScore.Value)) && (privateScore is null || double.IsFinite(privateScore.Value)) && rank is null or >= 1;
        if (!isSaid || !isSound)
        {
            throw new SubmissionException(
                ExitCode.Usage,
                "a finite score, and a rank of 1 or more",
                $"public {publicScore?.ToString(CultureInfo.InvariantCulture) ?? "none"}, private {privateScore?.ToString(CultureInfo.InvariantCulture) ?? "none"}, rank {rank?.ToString(CultureInfo.InvariantCulture) ?? "none"}",
                $"submission {id}",
                "copy the number from the board");
        }

        using FileLock exclusive = FileLock.Take(Path.Combine(_directory, "lock"));
        Append(new SubmissionEntry
        {
            Event = SubmissionEvent.Scored,
            Id = id,
            Time = _project.Options.Clock.GetUtcNow(),
            PublicScore = publicScore,
            Rank = rank,
            PrivateScore = privateScore,
        });
        return List().Single(row => row.Id == id);
    }

    /// <summary>Whether the order of the local scores is the order of the public ones.</summary>
    /// <param name="publicRows">How many rows the public score is measured on; null takes all rows of the submission, which makes its noise a lower bound.</param>
    public LeaderboardTracking Tracking(int? publicRows = null) => LeaderboardTracking.Of(List(), DirectionOf(), publicRows);

    /// <summary>How worn the public board is as a second validation set.</summary>
    public LeaderboardWear Wear() => LeaderboardWear.Of(List());

    /// <summary>Suggests the two submissions for the end: the best local one, and the most different strong blend.</summary>
    /// <param name="publicRows">As for <see cref="Tracking"/>.</param>
    public FinalPicks Final(int? publicRows = null) => FinalPicks.Of(List(), Tracking(publicRows), DirectionOf(), file => Path.Combine(_directory, file));

    private MetricDirection DirectionOf() => _project.Charter.Direction!.Value;

    private SubmissionRow Write(SubmissionRequest request, SubmissionReport report, IReadOnlyList<SubmissionRow> before)
    {
        string id = "s" + (before.Count + 1).ToString("000", CultureInfo.InvariantCulture);
        string file = id + ".csv";
        ProjectFile.WriteBytes(Path.Combine(_directory, file), request.Content);
        RunRecord? record = request.Run?.Record;
        MetricSummary? local = record?.Summary.GetValueOrDefault("valid/" + _project.Charter.Metric) ?? request.Local;
        var entry = new SubmissionEntry
        {
            Event = SubmissionEvent.Written,
            Id = id,
            Time = _project.Options.Clock.GetUtcNow(),
            RunId = request.Run?.Id,
            Recipe = record?.Name ?? request.Name,
            IsEnsemble = record?.Tags.Contains(Ensemble.Tag) ?? false,
            File = file,
            FileHash = report.Hash,
            Rows = report.RowCount,
            SplitFingerprint = record?.Split?.Fingerprint ?? request.SplitFingerprint,
            Metric = _project.Charter.Metric,
            LocalScore = local?.Last,
            LocalLow = local?.Low,
            LocalHigh = local?.High,
            LocalN = local?.N,
        };
        Append(entry);
        return RowOf(entry);
    }

    private void RequireSlot(IReadOnlyList<SubmissionRow> rows, SendOptions send)
    {
        DateTime today = _project.Options.Clock.GetUtcNow().UtcDateTime.Date;
        SubmissionRow[] sent = [.. rows.Where(row => row.Sent?.UtcDateTime.Date == today)];
        if (sent.Length >= send.SlotsPerDay)
        {
            throw new SubmissionException(
                ExitCode.Refused,
                $"at most {send.SlotsPerDay} submissions a day (UTC)",
                $"{sent.Length} sent on {today:yyyy-MM-dd}: {string.Join(", ", sent.Select(row => row.Id))}",
                send.Competition,
                "wait until midnight UTC, or correct --slots if the competition takes more");
        }
    }

    private static SubmissionRow RowOf(SubmissionEntry entry) => new()
    {
        Id = entry.Id,
        Written = entry.Time,
        RunId = entry.RunId,
        Recipe = entry.Recipe ?? "file",
        IsEnsemble = entry.IsEnsemble,
        File = entry.File!,
        FileHash = entry.FileHash!,
        Rows = entry.Rows,
        SplitFingerprint = entry.SplitFingerprint,
        LocalScore = entry.LocalScore,
        LocalInterval = entry.LocalLow is double low && entry.LocalHigh is double high ? new Interval(low, high, 0.95) : null,
        LocalN = entry.LocalN,
    };

    private IReadOnlyList<SubmissionEntry> ReadLedger()
    {
        JsonLinesFile file = JsonLinesFile.Read(_ledgerPath);
        if (HashChain.Verify(file) is BrokenLink broken)
        {
            throw new LedgerBrokenException(
                ExitCode.Refused,
                $"a ledger whose rows follow from each other: {broken.Expected}",
                broken.Got,
                $"{_ledgerPath}, line {broken.Line} (the first broken link)",
                "restore the ledger from git: it was edited after it was written");
        }

        try
        {
            return [.. file.Rows.Select(row => row.Deserialize(SubmissionJson.Default.SubmissionEntry)!)];
        }
        catch (JsonException exception)
        {
            throw new LedgerBrokenException(
                ExitCode.Refused, "ledger rows in the form that Hone writes", exception.Message.ReplaceLineEndings(" "), _ledgerPath, "restore the ledger from git", exception);
        }
    }

    private void Append(SubmissionEntry entry)
    {
        JsonObject row = MethodJson.ToObject(entry, SubmissionJson.Default.SubmissionEntry);
        HashChain.Link(row, HashChain.HeadOf(JsonLinesFile.Read(_ledgerPath)));
        using var writer = new JsonLinesWriter(_ledgerPath);
        writer.Append(row);
        writer.Sync();
    }
}
