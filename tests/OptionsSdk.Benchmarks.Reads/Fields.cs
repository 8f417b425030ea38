namespace OptionsSdk.Benchmarks.Reads;

/// <summary>The floor: fields that anybody may replace at any time, read without any question.</summary>
internal static class Fields
{
    public static volatile int Number0 = 1;
    public static volatile int Number1 = 2;
    public static volatile int Number2 = 3;
    public static volatile int Number3 = 4;
    public static volatile int Number4 = 5;
    public static volatile int Number5 = 6;
    public static volatile int Number6 = 7;
    public static volatile int Number7 = 8;
    public static volatile int Number8 = 9;
    public static volatile int Number9 = 10;
    public static volatile int Number10 = 11;
    public static volatile int Number11 = 12;
    public static volatile int Number12 = 13;
    public static volatile int Number13 = 14;
    public static volatile int Number14 = 15;
    public static volatile int Number15 = 16;

    public static volatile string Text0 = "text-0";
    public static volatile string Text1 = "text-1";
    public static volatile string Text2 = "text-2";
    public static volatile string Text3 = "text-3";
    public static volatile string Text4 = "text-4";
    public static volatile string Text5 = "text-5";
    public static volatile string Text6 = "text-6";
    public static volatile string Text7 = "text-7";
    public static volatile string Text8 = "text-8";
    public static volatile string Text9 = "text-9";
    public static volatile string Text10 = "text-10";
    public static volatile string Text11 = "text-11";
    public static volatile string Text12 = "text-12";
    public static volatile string Text13 = "text-13";
    public static volatile string Text14 = "text-14";
    public static volatile string Text15 = "text-15";

    // May be torn while somebody writes: what a value of 16 bytes costs without protection.
    public static long? Wide0 = 1;
    public static long? Wide1 = 2;
    public static long? Wide2 = 3;
    public static long? Wide3 = 4;
    public static long? Wide4 = 5;
    public static long? Wide5 = 6;
    public static long? Wide6 = 7;
    public static long? Wide7 = 8;
    public static long? Wide8 = 9;
    public static long? Wide9 = 10;
    public static long? Wide10 = 11;
    public static long? Wide11 = 12;
    public static long? Wide12 = 13;
    public static long? Wide13 = 14;
    public static long? Wide14 = 15;
    public static long? Wide15 = 16;
}
