/**
 * Where a country's bubble stands: longitude and latitude of about its middle, in whole degrees, by
 * ISO 3166 code. A place to stand, not a border: no borders are drawn.
 */
const TABLE =
  'AD 2 43,AE 54 24,AF 66 34,AG -62 17,AL 20 41,AM 45 40,AO 18 -12,AR -64 -35,AT 14 47,AU 134 -25,' +
  'AZ 48 40,BA 18 44,BB -60 13,BD 90 24,BE 4 51,BF -2 12,BG 25 43,BH 51 26,BI 30 -3,BJ 2 10,BN 115 5,' +
  'BO -65 -17,BR -53 -10,BS -77 24,BT 90 27,BW 24 -22,BY 28 53,BZ -89 17,CA -106 57,CD 23 -3,CF 21 7,' +
  'CG 15 -1,CH 8 47,CI -6 8,CL -71 -33,CM 12 6,CN 104 35,CO -73 4,CR -84 10,CU -79 22,CV -24 16,' +
  'CY 33 35,CZ 15 50,DE 10 51,DJ 43 12,DK 10 56,DM -61 15,DO -70 19,DZ 3 28,EC -78 -1,EE 26 59,' +
  'EG 30 27,ER 38 15,ES -4 40,ET 40 9,FI 26 63,FJ 178 -18,FR 2 47,GA 12 -1,GB -2 54,GD -62 12,' +
  'GE 43 42,GH -1 8,GM -15 13,GN -10 10,GQ 10 2,GR 22 39,GT -90 16,GW -15 12,GY -59 5,HK 114 22,' +
  'HN -87 15,HR 16 45,HT -72 19,HU 19 47,ID 118 -2,IE -8 53,IL 35 31,IN 79 22,IQ 44 33,IR 53 32,' +
  'IS -19 65,IT 12 43,JM -77 18,JO 36 31,JP 138 37,KE 38 1,KG 75 41,KH 105 13,KM 43 -12,KP 127 40,' +
  'KR 128 36,KW 48 29,KZ 67 48,LA 103 18,LB 36 34,LC -61 14,LI 10 47,LK 81 8,LR -9 6,LS 28 -30,' +
  'LT 24 55,LU 6 50,LV 25 57,LY 17 27,MA -6 32,MC 7 44,MD 29 47,ME 19 43,MG 47 -19,MK 22 42,ML -2 18,' +
  'MM 97 21,MN 103 47,MO 113 22,MR -10 20,MT 14 36,MU 58 -20,MV 73 3,MW 34 -13,MX -102 24,MY 103 4,' +
  'MZ 36 -18,NA 17 -22,NE 9 17,NG 8 9,NI -85 13,NL 5 52,NO 9 61,NP 84 28,NZ 172 -42,OM 57 21,PA -80 9,' +
  'PE -75 -10,PG 145 -6,PH 122 13,PK 69 30,PL 19 52,PT -8 39,PW 134 7,PY -58 -23,QA 51 25,RO 25 46,' +
  'RS 21 44,RU 60 58,RW 30 -2,SA 45 24,SB 160 -9,SC 56 -5,SD 30 15,SE 16 62,SG 104 1,SI 15 46,' +
  'SK 19 49,SL -12 8,SM 12 44,SN -14 14,SO 46 6,SR -56 4,SS 31 7,ST 7 1,SV -89 14,SY 38 35,SZ 31 -26,' +
  'TD 19 15,TG 1 8,TH 101 15,TJ 71 39,TL 126 -9,TM 59 39,TN 9 34,TO -175 -21,TR 35 39,TT -61 11,' +
  'TW 121 24,TZ 35 -6,UA 31 49,UG 32 1,US -98 39,UY -56 -33,UZ 64 41,VE -66 7,VN 106 16,VU 167 -16,' +
  'WS -172 -14,YE 48 15,ZA 25 -29,ZM 28 -14,ZW 30 -19'

export const CENTROIDS: ReadonlyMap<string, readonly [number, number]> = new Map(
  TABLE.split(',').map((entry) => {
    const [code = '', longitude, latitude] = entry.split(' ')
    return [code, [Number(longitude), Number(latitude)] as const]
  }),
)
