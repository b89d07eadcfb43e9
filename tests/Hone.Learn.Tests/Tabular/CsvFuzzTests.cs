using System.IO.Compression;
using System.Text;
using Hone.Learn.Data;

namespace Hone.Learn.Tests;

/// <summary>Damaged tables: an error of Hone's own or a table, never anything else, and the same twice.</summary>
[Trait(Fuzzer.Category, Fuzzer.Fuzz)]
public sealed class CsvFuzzTests
{
    [Fact]
    public void Damaged_csv_files_raise_errors_of_hone_only()
    {
        byte[] plain = Encoding.UTF8.GetBytes("id,name,when,price,ok\n1,\"Kov\u00e1cs, \"\"J\"\"\",2020-01-02,3.5,true\n2,NA,1/2/21,-1e5,false\n3,plain,,inf,\n");
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a;b\n1;x\n2;y\n")];
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        Fuzzer.Run("csv", 3000, [plain, wide, packed.ToArray()], Fuzzer.Mutate, bytes => Text(() => CsvFrameReader.Read(new CsvSource("fuzz", bytes), new CsvOptions(), CancellationToken.None)));
    }

    [Fact]
    public void Damaged_json_rows_raise_errors_of_hone_only()
    {
        byte[] array = Encoding.UTF8.GetBytes("[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2.5, \"c\": true, \"b\": null}]");
        byte[] lines = Encoding.UTF8.GetBytes("{\"a\": 1, \"b\": \"2020-01-02\"}\n{\"a\": -3, \"b\": \"z\"}\n");
        Fuzzer.Run("json", 3000, [array, lines], Fuzzer.Mutate, bytes => Text(() => JsonFrameReader.Read(new CsvSource("fuzz", bytes), new Dictionary<string, ColumnKind>(), CancellationToken.None)));
    }

    private static byte[] Text(Func<Frame> read)
    {
        try
        {
            Frame frame = read();
            return Encoding.UTF8.GetBytes($"{frame}\n{frame.Schema}\n{frame.Describe()}");
        }
        catch (HoneDataException error)
        {
            throw new HoneFormatException("fuzz", null, error.Message);
        }
    }
}
